if (window.parent !== window) {
  const post = (message) => window.parent.postMessage(message, "*");
  JSON.parse(document.body.dataset.messages).forEach(post);
  document.querySelectorAll("[data-close]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => post({ type: "close" }));
  });
}
