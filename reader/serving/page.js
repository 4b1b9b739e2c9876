// The page around textual-serve's terminal: it names the socket, takes copies, and says why there is nothing more.
"use strict";

const terminal = document.getElementById("terminal");
const ended = document.getElementById("ended");

const socketAddress = new URL("socket", location.href);
socketAddress.protocol = socketAddress.protocol === "https:" ? "wss:" : "ws:";
terminal.dataset.sessionWebsocketUrl = socketAddress.href;

function end(sentence) {
  if (ended.hidden) {
    ended.textContent = sentence;
    ended.hidden = false;
  }
}

async function copy(socket, { number, text }) {
  let fault = "";
  try {
    if (!navigator.clipboard) {
      throw new Error("no clipboard without HTTPS");
    }
    await navigator.clipboard.writeText(text);
  } catch (error) {
    fault = error.message || error.name;
  }
  socket.send(JSON.stringify(["copied", number, fault]));
}

// The terminal makes the socket; we listen beside it.
const PlainSocket = window.WebSocket;
window.WebSocket = class extends PlainSocket {
  constructor(...words) {
    super(...words);
    this.addEventListener("message", ({ data }) => {
      if (typeof data !== "string") {
        return;
      }
      const [kind, what] = JSON.parse(data);
      if (kind === "copy") {
        copy(this, what);
      } else if (kind === "ended") {
        end(what);
      }
    });
    this.addEventListener("open", () => document.querySelector(".xterm-helper-textarea")?.focus());
    this.addEventListener("close", () => end(ended.dataset.gone));
  }
};

// The terminal measures its font once, so that it may come only when the font is there; it waits for a load event.
window.addEventListener("load", async () => {
  const faces = ["16px", "bold 16px", "italic 16px"].map((face) => document.fonts.load(`${face} "Roboto Mono"`));
  await Promise.allSettled(faces);
  const script = document.createElement("script");
  script.src = "js/textual.js";
  script.onload = () => window.onload();
  document.head.append(script);
});
