// The form in React, made by rjsf of a JSON schema.
import Form from '@rjsf/core';
import validator from '@rjsf/validator-ajv8';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import validate from 'validate';
import { EVENT_FIELDS, FIELDS, START, TAGS, TITLE, command, configurationProblems, create } from './form.js';
import './form.css';

const text = ({ id, label }) => [id, { type: 'string', title: label }];
const schema = {
  type: 'object',
  title: TITLE,
  required: FIELDS.map(({ id }) => id),
  properties: {
    ...Object.fromEntries(FIELDS.map(text)),
    events: { type: 'boolean', title: 'Events Enabled' },
    ...Object.fromEntries([TAGS].map(text)),
  },
  dependencies: {
    events: {
      oneOf: [
        { properties: { events: { const: false } } },
        {
          properties: {
            events: { const: true },
            type: { type: 'string', title: 'Event Type', enum: ['polling', 'webhook'] },
            ...Object.fromEntries(EVENT_FIELDS.map(text)),
            configuration: { type: 'string', title: 'Event Poller Resources Configuration' },
          },
          required: ['callback'],
        },
      ],
    },
  },
};
const widgets = {
  ...Object.fromEntries(FIELDS.filter(({ type }) => type).map(({ id }) => [id, { 'ui:widget': 'password' }])),
  configuration: { 'ui:widget': 'textarea' },
};
const check = (form, errors) => {
  if (form.events) {
    for (const problem of configurationProblems(form.configuration ?? '', validate)) errors.configuration.addError(problem);
  }
  return errors;
};

const Page = () => {
  const [form, setForm] = useState(START);
  const [answer, setAnswer] = useState('');
  return <>
    <Form schema={schema} uiSchema={widgets} validator={validator} customValidate={check} liveValidate showErrorList={false}
      formData={form} onChange={({ formData }) => setForm(formData)} onSubmit={() => create(form).then(setAnswer)} />
    <pre id="command">{command({ ...START, ...form })}</pre>
    <pre>{answer}</pre>
  </>;
};

createRoot(document.body.appendChild(document.createElement('main'))).render(<Page />);
