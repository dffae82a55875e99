//! Random documents written in each notation and read back.

use importer::read;
use model::element::Definition;
use model::instance::Instance;
use model::request::HttpRequest;
use serde_json::{Map, Value, json};

use crate::generated::Random;
use crate::table::{NOTATIONS, Object};

const DOCUMENTS: usize = 1_000;

impl Object {
    fn write(&self, value: &Value, text: fn(&str) -> Option<String>) -> Option<String> {
        Some(match value {
            Value::Object(members) => {
                let members: Option<Vec<String>> = members
                    .iter()
                    .map(|(key, value)| Some([&text(key)?, self.pair, &self.write(value, text)?].concat()))
                    .collect();
                [self.open, &members?.join(self.separator), self.close].concat()
            }
            Value::Array(items) => {
                let items: Option<Vec<String>> = items.iter().map(|item| self.write(item, text)).collect();
                [self.list.0, &items?.join(self.separator), self.list.1].concat()
            }
            Value::String(string) => text(string)?,
            Value::Bool(true) => self.words[0].into(),
            Value::Bool(false) => self.words[1].into(),
            Value::Null => self.words[2].into(),
            Value::Number(number) => number.to_string(),
        })
    }
}

,
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

const PIECES: [&str; 40] = [
    "a", "b", "Z", "7", " ", "_", "-", ".", ",", ":", ";", "{", "}", "[", "]", "(", ")", "/", "//", "/*", "*/", "#",
    "#{", "'", "\"", "`", "\\", "\\\\", "\n", "\t", "$", "${", "$x", "%", "@", "ü", "😀", "+", "=>", "\\u0041",
];

fn string(random: &mut Random) -> String {
    let count = random.below(12);
    let text: String = (0..count).map(|_| *random.pick(&PIECES)).collect();
    // Placeholders and masks are reported and removed.
    format!("v{}", text.replace("{{", "{").replace("}}", "}").replace("{%", "{"))
}

fn document(random: &mut Random) -> Value {
    let mut configuration = Map::new();
    configuration.insert("store.url".into(), "https://shop.example".into());
    for number in 0..random.below(4) {
        let value = match random.below(6) {
            0 => json!(random.below(100_000)),
            1 => json!(random.once_in(2)),
            2 => json!([string(random), string(random)]),
            3 => json!({ "inner": string(random), "deep": { "last": string(random) } }),
            _ => json!(string(random)),
        };
        configuration.insert(format!("x{number}.{}", random.below(9)), value);
    }
    json!({ "element": { "key": "woocommercerest" }, "configuration": configuration, "name": string(random) })
}

/// Returns whether every member of `part` is equal in `whole`.
fn contains(whole: &Value, part: &Value) -> bool {
    let (Value::Object(whole), Value::Object(part)) = (whole, part) else { return whole == part };
    part.iter().all(|(key, value)| whole.get(key).is_some_and(|other| contains(other, value)))
}

#[test]
fn documents_are_read_back_from_every_notation() {
    let mut random = Random::seeded("program notations", 2_511);
    let mut failures = Vec::new();
    for notation in &NOTATIONS {
        let (mut read_count, mut skipped, mut wrong, mut first) = (0, 0, 0, None);
        for _ in 0..DOCUMENTS {
            let document = document(&mut random);
            let compact =
                if random.once_in(2) { document.to_string() } else { serde_json::to_string_pretty(&document).unwrap() };
            let body = match &notation.object {
                Some(object) => object.write(&document, notation.text),
                None => (notation.text)(&compact),
            };
            let literal = |text: &str| (notation.text)(text);
            let (Some(body), Some(url), Some(auth)) = (
                body,
                literal("https://api.cloud-elements.com/elements/api-v2/instances"),
                literal("User dXNlcg==, Organization b3Jn"),
            ) else {
                skipped += 1;
                continue;
            };
            let program = notation.program.replace("(URL)", &format!("({url})")).replace("AUTH", &auth);
            let program = program.replace("URL,", &format!("{url},")).replace("-Uri URL", &format!("-Uri {url}"));
            let program =
                program.replace("= URL", &format!("= {url}")).replace("string: URL", &format!("string: {url}"));
            let program = program
                .replace("String:URL", &format!("String:{url}"))
                .replace("of_string URL", &format!("of_string {url}"));
            let program = program.replace("post URL", &format!("post {url}")).replace("BODY", &body);
            let result = read(&program, &Instance::empty(Definition::woocommerce()));
            let is_right = result.as_ref().is_ok_and(|import| {
                let sent: Value =
                    serde_json::from_str(HttpRequest::create_instance(&import.instance).body.as_str()).unwrap();
                contains(&sent, &document)
                    && import.instance.user_secret == "dXNlcg=="
                    && import.instance.organization_secret == "b3Jn"
            });
            if is_right {
                read_count += 1;
            } else {
                wrong += 1;
                if first.is_none() {
                    let outcome = match result {
                        Ok(import) => format!(
                            "{}\n{:?}",
                            HttpRequest::create_instance(&import.instance).body.as_str(),
                            import.repairs.iter().map(ToString::to_string).collect::<Vec<_>>()
                        ),
                        Err(error) => error.to_string(),
                    };
                    first = Some(format!("{}: {program}\n{outcome}\ninstead of {document}", notation.name));
                }
            }
        }
        println!("{:24} {read_count} read back, {skipped} without a notation, {wrong} wrong", notation.name);
        failures.extend(first);
    }
    assert!(failures.is_empty(), "{} notations\n{}", failures.len(), failures.join("\n\n"));
}
