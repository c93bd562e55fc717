if (window.parent !== window) {
  const post = (message) => window.parent.postMessage(message, "*");
  const close = () => post({ type: "close" });
  JSON.parse(document.body.dataset.messages).forEach(post);
  document.querySelectorAll("[data-close]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", close);
    document.addEventListener("keydown", (event) => event.key === "Escape" && close());
  });
  // The page around the frame would keep the focus: keys such as Tab and Escape would not reach the frame.
  document.querySelector("h1").focus();
}
