// Shows the worlds as they are every second, without touching what is being typed.
const look = async () => {
  try {
    const answer = await fetch("/");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const world = document.getElementById("world");
    // A button that somebody is about to press stays where it is.
    if (!world.contains(document.activeElement?.closest("button"))) world.replaceWith(page.getElementById("world"));
  } catch {
    // The demo has ended, or is busy; the next look tells.
  }
  setTimeout(look, 1000);
};
setTimeout(look, 1000);
