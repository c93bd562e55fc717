"""The sandbox reads its pages, its examples and the specification from files, and imports apps and handlers by name."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

datas = [*collect_data_files("pdconnect_sandbox"), *collect_data_files("pdconnect_api")]
hiddenimports = collect_submodules("pdconnect_sandbox")
