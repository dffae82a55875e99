// Creates an instance in an element for each name, and keeps weak references to the elements in `elements`.
// arguments: the URL of the API, the names.
const next = () => new Promise((next) => setTimeout(next));
const until = async (find) => {
    for (let found; ; await next()) if ((found = find())) return found;
};
const create = async (name) => {
    const form = document.createElement('element-instance-form');
    Object.assign(form, { name, storeUrl: 'https://mycoolstore.com' });
    form.dataset.sandbox = arguments[0];
    document.body.append(form);
    const find = (selector) => form.shadowRoot?.querySelector(selector);
    const button = await until(() => find('#create'));
    const type = (id, value, event = 'input') => {
        find(id).value = value;
        find(id).dispatchEvent(new Event(event, { bubbles: true }));
    };
    type('#api-host', arguments[0], 'change');
    type('#user-secret', 'dXNlcg==');
    type('#organization-secret', '0123456789abcdef');
    type('#element-1', 'ck_key');
    type('#element-2', 'cs_secret');
    button.click();
    await until(() => find('.created'));
    form.remove();
    await next();
    // It still shows its outcome.
    document.body.append(form);
    await until(() => find('.created'));
    form.remove();
    return new WeakRef(form);
};
return (async () => {
    window.elements = [];
    for (const name of arguments[1]) elements.push(await create(name));
})();
