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

#[allow(clippy::unnecessary_wraps, reason = "the field is optional")]
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
        program: "<?php\n$ch = curl_init(URL);\ncurl_setopt($ch, CURLOPT_POSTFIELDS, BODY);\n$h = ['Authorization' => AUTH];",
        text: quotes_only,
        object: None,
    },
    Notation {
        name: "PHP double",
        program: "<?php\n$ch = curl_init(URL);\ncurl_setopt($ch, CURLOPT_POSTFIELDS, BODY);\n$h = ['Authorization' => AUTH];",
        text: dollar,
        object: None,
    },
    Notation {
        name: "PHP document",
        program: "<?php\n$b = BODY;\n$ch = curl_init('https://api.cloud-elements.com/elements/api-v2/instances');\ncurl_setopt($ch, CURLOPT_POSTFIELDS, $b);\n$h = ['Authorization' => 'User dXNlcg==, Organization b3Jn'];",
        text: php_document,
        object: None,
    },
    Notation {
        name: "PHP array",
        program: "<?php\n$ch = curl_init(URL);\ncurl_setopt($ch, CURLOPT_POSTFIELDS, json_encode(BODY));\n$h = ['Authorization' => AUTH];",
        text: quotes_only,
        object: Some(Object { open: "[", close: "]", list: ("[", "]"), pair: " => ", separator: ", ", words: LOWER }),
    },
    Notation {
        name: "Ruby double",
        program: "require 'net/http'\nrequest = Net::HTTP::Post.new(URI(URL))\nrequest['Authorization'] = AUTH\nrequest.body = BODY\n",
        text: number_sign,
        object: None,
    },
    Notation {
        name: "Ruby single",
        program: "require 'net/http'\nrequest = Net::HTTP::Post.new(URI(URL))\nrequest['Authorization'] = AUTH\nrequest.body = BODY\n",
        text: quotes_only,
        object: None,
    },
    Notation {
        name: "Ruby document",
        program: "require 'net/http'\nbody = BODY\nrequest = Net::HTTP::Post.new(URI('https://api.cloud-elements.com/elements/api-v2/instances'))\nrequest['Authorization'] = 'User dXNlcg==, Organization b3Jn'\n",
        text: ruby_document,
        object: None,
    },
    Notation {
        name: "Ruby hash",
        program: "require 'net/http'\nrequest = Net::HTTP::Post.new(URI(URL))\nrequest['Authorization'] = AUTH\nrequest.body = BODY.to_json\n",
        text: number_sign,
        object: braces(" => ", ["true", "false", "nil"]),
    },
    Notation {
        name: "PowerShell single",
        program: "Invoke-RestMethod -Uri URL -Method Post -Headers @{ Authorization = AUTH } -Body BODY",
        text: doubled,
        object: None,
    },
    Notation {
        name: "PowerShell double",
        program: "Invoke-RestMethod -Uri URL -Method Post -Headers @{ Authorization = AUTH } -Body BODY",
        text: backtick,
        object: None,
    },
    Notation {
        name: "PowerShell here",
        program: "$b = BODY\nInvoke-RestMethod -Uri 'https://api.cloud-elements.com/elements/api-v2/instances' -Method Post -Headers @{ Authorization = 'User dXNlcg==, Organization b3Jn' } -Body $b",
        text: here_string,
        object: None,
    },
    Notation {
        name: "PowerShell hashtable",
        program: "$b = BODY | ConvertTo-Json -Depth 10\nInvoke-RestMethod -Uri URL -Method Post -Headers @{ Authorization = AUTH } -Body $b",
        text: backtick,
        object: Some(Object {
            open: "@{ ",
            close: " }",
            list: ("@(", ")"),
            pair: " = ",
            separator: "; ",
            words: ["$true", "$false", "$null"],
        }),
    },
    Notation {
        name: "C# escaped",
        program: "var client = new HttpClient();\nrequest.Headers.TryAddWithoutValidation(\"Authorization\", AUTH);\nawait client.PostAsync(URL, new StringContent(BODY));",
        text: double,
        object: None,
    },
    Notation {
        name: "C# verbatim",
        program: "var client = new HttpClient();\nrequest.Headers.TryAddWithoutValidation(\"Authorization\", AUTH);\nawait client.PostAsync(URL, new StringContent(BODY));",
        text: verbatim,
        object: None,
    },
    Notation {
        name: "C# interpolated",
        program: "var client = new HttpClient();\nrequest.Headers.TryAddWithoutValidation(\"Authorization\", AUTH);\nawait client.PostAsync(URL, new StringContent(BODY));",
        text: interpolated,
        object: None,
    },
    Notation {
        name: "C# raw",
        program: "var client = new HttpClient();\nvar json = BODY;\nrequest.Headers.TryAddWithoutValidation(\"Authorization\", \"User dXNlcg==, Organization b3Jn\");\nawait client.PostAsync(\"https://api.cloud-elements.com/elements/api-v2/instances\", new StringContent(json));",
        text: raw_c_sharp,
        object: None,
    },
    Notation {
        name: "C# concatenated",
        program: "var client = new HttpClient();\nrequest.Headers.TryAddWithoutValidation(\"Authorization\", AUTH);\nawait client.PostAsync(URL, new StringContent(BODY));",
        text: concatenated,
        object: None,
    },
    Notation {
        name: "Java",
        program: "HttpRequest request = HttpRequest.newBuilder().uri(URI.create(URL)).header(\"Authorization\", AUTH).method(\"POST\", HttpRequest.BodyPublishers.ofString(BODY)).build();",
        text: double,
        object: None,
    },
    Notation {
        name: "Java text block",
        program: "String body = BODY;\nHttpRequest request = HttpRequest.newBuilder().uri(URI.create(\"https://api.cloud-elements.com/elements/api-v2/instances\")).header(\"Authorization\", \"User dXNlcg==, Organization b3Jn\").method(\"POST\", HttpRequest.BodyPublishers.ofString(body)).build();",
        text: |text| triple(text).map(|text| text.replacen("\"\"\"", "\"\"\"\n", 1)),
        object: None,
    },
    Notation {
        name: "Go",
        program: "package main\nfunc main() {\n\treq, _ := http.NewRequest(\"POST\", URL, strings.NewReader(BODY))\n\treq.Header.Add(\"Authorization\", AUTH)\n}",
        text: double,
        object: None,
    },
    Notation {
        name: "Go raw",
        program: "package main\nfunc main() {\n\treq, _ := http.NewRequest(\"POST\", URL, strings.NewReader(BODY))\n\treq.Header.Add(\"Authorization\", AUTH)\n}",
        text: go_raw,
        object: None,
    },
    Notation {
        name: "Kotlin",
        program: "val client = OkHttpClient()\nval body = BODY.toRequestBody(mediaType)\nval request = Request.Builder().url(URL).addHeader(\"Authorization\", AUTH).post(body).build()",
        text: dollar,
        object: None,
    },
    Notation {
        name: "Rust raw",
        program: "let data = BODY;\nlet request = reqwest::Client::new().post(URL).header(\"Authorization\", AUTH).body(data);",
        text: hashes,
        object: None,
    },
    Notation {
        name: "Rust",
        program: "let data = BODY;\nlet request = reqwest::Client::new().post(URL).header(\"Authorization\", AUTH).body(data);",
        text: double,
        object: None,
    },
    Notation {
        name: "Rust json!",
        program: "let data = json!(BODY);\nlet request = reqwest::Client::new().post(URL).header(\"Authorization\", AUTH).json(&data);",
        text: double,
        object: braces(": ", LOWER),
    },
    Notation {
        name: "C",
        program: "curl_easy_setopt(curl, CURLOPT_URL, URL);\nconst char *auth = \"Authorization: User dXNlcg==, Organization b3Jn\";\ncurl_easy_setopt(curl, CURLOPT_POSTFIELDS, BODY);",
        text: adjacent,
        object: None,
    },
    Notation {
        name: "Objective-C",
        program: "NSDictionary *headers = @{ @\"Authorization\": AUTH };\nNSURL *url = [NSURL URLWithString:URL];\n[request setHTTPBody:[BODY dataUsingEncoding:NSUTF8StringEncoding]];\n[request setHTTPMethod:@\"POST\"];",
        text: objective,
        object: None,
    },
    Notation {
        name: "Swift",
        program: "import Foundation\nlet parameters = BODY\nvar request = URLRequest(url: URL(string: URL)!)\nrequest.addValue(AUTH, forHTTPHeaderField: \"Authorization\")\nrequest.httpMethod = \"POST\"",
        text: |text| Some(escaped(text, '"', "")),
        object: None,
    },
    Notation {
        name: "Dart",
        program: "var headers = {'Authorization': AUTH};\nvar request = http.Request('POST', Uri.parse(URL));\nrequest.body = json.encode(BODY);",
        text: |text| Some(escaped(text, '\'', "$")),
        object: braces(": ", LOWER),
    },
    Notation {
        name: "Perl",
        program: "use LWP::UserAgent;\nmy $res = $ua->post(URL, 'Authorization' => AUTH, Content => BODY);",
        text: perl,
        object: None,
    },
    Notation {
        name: "Clojure",
        program: "(require '[clj-http.client :as client])\n(client/post URL {:headers {\"Authorization\" AUTH} :body BODY})",
        text: double,
        object: None,
    },
    Notation {
        name: "OCaml",
        program: "open Cohttp_lwt_unix\nlet uri = Uri.of_string URL in\nlet headers = Header.add h \"Authorization\" AUTH in\nlet body = Cohttp_lwt_body.of_string BODY in\nClient.call ~headers ~body `POST uri",
        text: tagged,
        object: None,
    },
    Notation {
        name: "Elixir",
        program: "HTTPoison.post(URL, BODY, [{\"Authorization\", AUTH}])",
        text: number_sign,
        object: None,
    },
    Notation {
        name: "Julia",
        program: "using HTTP\nHTTP.post(URL, [\"Authorization\" => AUTH], BODY)",
        text: dollar,
        object: None,
    },
    Notation {
        name: "Lua",
        program: "local http = require(\"socket.http\")\nlocal body = BODY\nhttp.request{ url = URL, method = \"POST\", headers = { [\"Authorization\"] = AUTH }, source = ltn12.source.string(body) }",
        text: long,
        object: None,
    },
    Notation {
        name: "MATLAB",
        program: "options = weboptions('HeaderFields', {'Authorization' AUTH});\nr = webwrite(URL, BODY, options);",
        text: matlab,
        object: None,
    },
];
