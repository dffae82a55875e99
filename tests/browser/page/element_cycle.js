// Adds and removes elements, ten at a time, and uses each. Ends when the page is idle: an element's first colouring
// waits for that, and holds the element until then.
// arguments: the number of elements.
const next = () => new Promise((next) => setTimeout(next));
const until = async (find) => {
    for (let found; ; await next()) if ((found = find())) return found;
};
return (async () => {
    for (let count = 0; count < arguments[0]; count += 10) {
        const forms = Array.from({ length: 10 }, () => document.createElement('element-instance-form'));
        for (const form of forms) {
            form.name = 'Store';
            form.events = 'polling';
            form.pollingConfiguration = { orders: { url: '/orders', idField: 'id' } };
        }
        document.body.append(...forms);
        for (const form of forms) {
            for (const name of ['Edit raw JSON', 'Show Optional Fields', 'Create Instance', 'Edit orders']) {
                const isIt = (button) => button.textContent.endsWith(name) || button.ariaLabel === name;
                const find = () => [...form.shadowRoot?.querySelectorAll('button') ?? []].find(isIt);
                (await until(find)).click();
            }
        }
        await next();
        for (const form of forms) form.remove();
        await next();
    }
    await new Promise((next) => requestIdleCallback(next));
})();
