// What the test asks of a page. Runs in the browser; gives an object of functions.
(() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

  const painted = new Map();

  // Any CSS colour as [red, green, blue, alpha], by painting it.
  function rgba(colour) {
    if (!painted.has(colour)) painted.set(colour, paint(colour));
    return painted.get(colour);
  }

  function paint(colour) {
    canvas.canvas.width = canvas.canvas.height = 1;
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  }

  const over = ([r, g, b, a], below) => [r, g, b].map((c, i) => c * a + below[i] * (1 - a));

  function background(element) {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
    const canvasColour = matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18] : [255, 255, 255];
    return layers.reverse().reduce((below, layer) => over(layer, below), canvasColour);
  }

  // Relative luminance and contrast as WCAG 2 defines them.
  function luminance(rgb) {
    const [r, g, b] = rgb.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function contrast(one, other) {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }

  // The lowest contrast of visible text by pair of colours, worst first.
  function textContrasts() {
    const found = new Map();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || element.closest("script") || !element.checkVisibility()) continue;
      const behind = background(element);
      const ratio = contrast(over(rgba(getComputedStyle(element).color), behind), behind);
      const key = `${element.tagName} ${element.className} on ${element.parentElement.className}`;
      if (!found.has(key) || found.get(key).ratio > ratio) {
        found.set(key, { ratio, where: key, text: node.data.slice(0, 40) });
      }
    }
    return [...found.values()].sort((a, b) => a.ratio - b.ratio);
  }

  // What no text of a page may have turned into.
  function intruders() {
    const found = [];
    for (const element of document.querySelectorAll("*")) {
      const name = element.localName;
      if (["img", "iframe", "base", "link", "object", "embed", "form", "a"].includes(name)) {
        if (name !== "a" || !/^(#|https?:\/\/)/i.test(element.getAttribute("href"))) found.push(element.outerHTML);
      }
      for (const { name: attribute } of element.attributes) {
        if (attribute.startsWith("on") || attribute === "style" || attribute === "autofocus" || attribute === "src") {
          found.push(element.outerHTML);
        }
      }
    }
    const [scripts, styles] = ["script", "style"].map((name) => document.querySelectorAll(name).length);
    if (scripts !== 1 || styles !== 1) found.push(`${scripts} scripts, ${styles} styles`);
    if (document.querySelector("meta[http-equiv=refresh]")) found.push("a refresh");
    return found;
  }

  function headingSkips() {
    const levels = [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map((heading) => Number(heading.localName[1]));
    const skips = levels.filter((level, place) => level > (levels[place - 1] ?? 0) + 1);
    return { skips, ones: levels.filter((level) => level === 1).length };
  }

  const outlineContrast = (element) => {
    const style = getComputedStyle(element);
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return 0;
    const behind = background(element.parentElement);
    return contrast(over(rgba(style.outlineColor), behind), behind);
  };

  // Folded blocks are one click away.
  const shown = () => [...document.querySelectorAll(".block")].filter((block) => !block.hidden).length;

  return { textContrasts, intruders, headingSkips, outlineContrast, shown };
})()
