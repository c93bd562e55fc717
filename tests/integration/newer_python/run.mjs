// node run.mjs PROJECT PACKAGES PROGRAM: runs the function main of a program in Pyodide, with the client of the project and the packages of an environment.
import { readFile } from "node:fs/promises";
import { loadPyodide } from "pyodide";

const [project, packages, program] = process.argv.slice(2);
const python = await loadPyodide();
for (const [root, folder] of [[project, "/project"], [packages, "/packages"]]) {
  python.FS.mkdir(folder);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, folder);
}
python.runPython(`
import sys
sys.dont_write_bytecode = True
sys.path[:0] = ["/project/overlays", "/project/generated_client"]
sys.path.append("/packages")
`);
try {
  await python.runPythonAsync(`${await readFile(program, "utf8")}\nawait main()`);
} catch (error) {
  console.error(error.message); // without it, Node.js prints the source of Pyodide too
  process.exit(1);
}
