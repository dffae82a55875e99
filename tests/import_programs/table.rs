//! The notations in which programs write the body of a request.

use crate::literals::*;

/// A notation of strings: its program, in which `URL`, `AUTH` and `BODY` stand for literals, and how it writes one.
pub struct Notation {
    pub name: &'static str,
    pub program: &'static str,
    /// Returns the literal, or `None` if the notation has none for this text.
    pub text: fn(&str) -> Option<String>,
    /// How objects are written, if the body is one.
    pub object: Option<Object>,
}

/// How a language writes objects.
pub struct Object {
    pub open: &'static str,
    pub close: &'static str,
    pub list: (&'static str, &'static str),
    pub pair: &'static str,
    pub separator: &'static str,
    pub words: [&'static str; 3],
}

const fn braces(pair: &'static str, words: [&'static str; 3]) -> Option<Object> {
    Some(Object { open: "{", close: "}", list: ("[", "]"), pair, separator: ", ", words })
}

const LOWER: [&str; 3] = ["true", "false", "null"];

pub const NOTATIONS: [Notation; 46] = [
    Notation {
        name: "JavaScript double",
        program: "fetch(URL, { method: 'POST', headers: { Authorization: AUTH }, body: BODY });",
        text: double,
        object: None,
    },
    Notation {
        name: "JavaScript single",
        program: "axios.post(URL, BODY, { headers: { 'Authorization': AUTH } });",
        text: single,
        object: None,
    },
    Notation {
        name: "JavaScript template",
        program: "const body = BODY;\nfetch(URL, { method: 'POST', headers: { Authorization: AUTH }, body });",
        text: template,
        object: None,
    },
    Notation {
        name: "JavaScript object",
        program: "const data = BODY;\nfetch(URL, { method: 'POST', headers: { Authorization: AUTH }, body: JSON.stringify(data) });",
        text: single,
        object: braces(": ", LOWER),
    },
    Notation {
        name: "JavaScript joined",
        program: "fetch(URL, { method: 'POST', headers: { Authorization: AUTH }, body: BODY });",
        text: concatenated,
        object: None,
    },
    Notation {
        name: "Python double",
        program: "import requests\nrequests.post(URL, headers={'Authorization': AUTH}, data=BODY)\n",
        text: double,
        object: None,
    },
    Notation {
        name: "Python formatted",
        program: "import requests\nrequests.post(URL, headers={'Authorization': AUTH}, data=BODY)\n",
        text: formatted,
        object: None,
    },
    Notation {
        name: "Python triple",
        program: "import requests\nbody = BODY\nrequests.post(URL, headers={'Authorization': AUTH}, data=body)\n",
        text: triple,
        object: None,
    },
    Notation {
        name: "Python dictionary",
        program: "import requests\nbody = BODY\nrequests.post(URL, headers={'Authorization': AUTH}, json=body)\n",
        text: double,
        object: braces(": ", ["True", "False", "None"]),
    },
    Notation {
        name: "Python adjacent",
        program: "import requests\nrequests.post(URL, headers={'Authorization': AUTH}, data=(BODY))\n",
        text: adjacent,
        object: None,
    },
    Notation {
        name: "PHP single",
        program: "<?php\n$ch = curl_init(URL);\ncurl_setopt($ch, CURLOPT_POSTFIELDS, BODY);\n$h = ['Authorization' => AUTH];"