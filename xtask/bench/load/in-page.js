// Runs in every page before its own scripts and records the times of events; measure.mjs adds the call with the
// selectors.
// Times are in milliseconds from the start of the navigation.
const watch = ({ field, output }) => {
  const roots = new Set([document]);
  const find = (selector) => {
    for (const root of roots) {
      const found = root.querySelector(selector);
      if (found) return found;
    }
    return undefined;
  };
  const type = (text) => {
    const input = find(field);
    if (input.getRootNode().activeElement !== input) input.focus({ preventScroll: true });
    // Frameworks override `value` on their inputs, and would miss the change.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, text);
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText', data: text }));
  };
  const isShown = (text) => find(output)?.textContent.includes(text);

  const times = { paint: undefined, field: undefined, responds: undefined };
  const look = () => {
    if (times.field === undefined && find(field)) {
      times.field = performance.now();
      tryOut();
    }
    if (times.responds === undefined && isShown('first words')) times.responds = performance.now();
  };
  // Types as soon as there is a field, until the command changes.
  const tryOut = () => {
    if (times.responds !== undefined) return;
    type('first words');
    look();
    setTimeout(tryOut, 5);
  };
  const changes = new MutationObserver(look);
  const observe = (root, observer) =>
    observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  observe(document, changes);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    roots.add(root);
    observe(root, changes);
    return root;
  };
  new PerformanceObserver((list) => {
    times.paint ??= list.getEntriesByName('first-contentful-paint')[0]?.startTime;
  }).observe({ type: 'paint', buffered: true });

  // The time from a keystroke to the command: the interquartile mean of many, because the clock's resolution is
  // 0.1 ms.
  const keystroke = async (count) => {
    changes.disconnect();
    const taken = [];
    for (let index = 0; index < count; index++) {
      const text = `typed ${index} times`;
      await new Promise((done) => {
        let observer;
        const start = performance.now();
        const check = () => {
          if (!isShown(text)) return;
          taken.push(performance.now() - start);
          observer.disconnect();
          done();
        };
        observer = new MutationObserver(check);
        for (const root of roots) observe(root, observer);
        type(text);
      });
      await new Promise((next) => { setTimeout(next, 5); });
    }
    const middle = taken.sort((a, b) => a - b).slice(count / 4, -count / 4);
    return middle.reduce((sum, time) => sum + time, 0) / middle.length;
  };
  window.bench = { times, keystroke };
};
