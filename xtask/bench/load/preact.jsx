// The form in Preact. `validate` is ajv's validator, precompiled or compiled in the page.
import { render } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import validate from 'validate';
import { EVENT_FIELDS, FIELDS, START, TAGS, TITLE, command, configurationProblems, create, problems } from './form.js';
import './form.css';

const Form = () => {
  const [form, setForm] = useState(START);
  const [answer, setAnswer] = useState('');
  const found = useMemo(() => problems(form), [form]);
  const configuration = useMemo(() => configurationProblems(form.configuration, validate), [form.configuration]);
  const typed = ({ target }) =>
    setForm((form) => ({ ...form, [target.id]: target.type === 'checkbox' ? target.checked : target.value }));
  const field = ({ id, label, type = 'text' }) => <div key={id}>
    <label for={id}>{label}</label>
    <input id={id} type={type} value={form[id]} onInput={typed} />
    <div class="problem">{found[id]}</div>
  </div>;
  const submit = (event) => {
    event.preventDefault();
    create(form).then(setAnswer);
  };
  return <form onSubmit={submit}>
    <h1>{TITLE}</h1>
    {FIELDS.map(field)}
    <label><input id="events" type="checkbox" checked={form.events} onInput={typed} /> Events Enabled</label>
    {form.events && <>
      <label for="type">Event Type</label>
      <select id="type" value={form.type} onInput={typed}><option>polling</option><option>webhook</option></select>
      {EVENT_FIELDS.map(field)}
      <label for="configuration">Event Poller Resources Configuration</label>
      <textarea id="configuration" spellcheck={false} value={form.configuration} onInput={typed} />
      <ul class="problem">{configuration.map((problem) => <li>{problem}</li>)}</ul>
    </>}
    {field(TAGS)}
    <p><button>Create Instance</button></p>
    <pre id="command">{command(form)}</pre>
    <pre>{answer}</pre>
  </form>;
};

render(<Form />, document.body);
