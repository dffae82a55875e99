//! Measures importing requests in the notations of programs, beside a command of the same size.

use std::fmt::Write;
use std::time::Instant;

use anyhow::Result;
use model::element::Definition;
use model::instance::Instance;

const URL: &str = "https://api.cloud-elements.com/elements/api-v2/instances";
const AUTHORIZATION: &str = "User dXNlcg==, Organization b3Jn";

/// The sizes of the bodies, in bytes.
const SIZES: [usize; 2] = [100_000, 1_000_000];

/// How often each text is read. The fastest reading counts.
const REPEATS: usize = 3;

/// A notation of the request.
struct Notation {
    name: &'static str,
    write: fn(&str) -> String,
}

const NOTATIONS: [Notation; 13] = [
    Notation {
        name: "curl",
        write: |body| format!("curl -X POST {URL} -H 'Authorization: {AUTHORIZATION}' -d {}", posix(body)),
    },
    Notation {
        name: "wget",
        write: |body| format!("wget --header='Authorization: {AUTHORIZATION}' --post-data={} {URL}", posix(body)),
    },
    Notation {
        name: "HTTPie",
        write: |body| format!("http POST {URL} 'Authorization:{AUTHORIZATION}' --raw {}", posix(body)),
    },
    Notation { name: "printf", write: |body| format!("printf '%s' {} | http POST {URL}", posix(body)) },
    Notation { name: "HTTP", write: |body| format!("POST {URL} HTTP/1.1\nAuthorization: {AUTHORIZATION}\n\n{body}") },
    Notation {
        name: "HAR",
        write: |body| {
            let headers = format!("[{{\"name\":\"Authorization\",\"value\":\"{AUTHORIZATION}\"}}]");
            format!(
                "{{\"log\":{{\"entries\":[{{\"request\":{{\"method\":\"POST\",\"url\":\"{URL}\",\"headers\":{headers},\
                 \"postData\":{{\"text\":{}}}}}}}]}}}}",
                string(body)
            )
        },
    },
    Notation { name: "Ansible", write: |body| format!("- uri:\n    url: {URL}\n    method: POST\n    body: {body}\n") },
    Notation {
        name: "JavaScript",
        write: |body| {
            format!(
                "const response = await fetch(\"{URL}\", {{\n  method: \"POST\",\n  headers: {{ Authorization: \
                 \"{AUTHORIZATION}\" }},\n  body: JSON.stringify({body})\n}});\n"
            )
        },
    },
    Notation {
        name: "Python",
        write: |body| {
            let body = body.replace("true", "True");
            format!(
                "import requests\n\nresponse = requests.post(\n    '{URL}',\n    headers={{'Authorization': \
                 '{AUTHORIZATION}'}},\n    json={body},\n)\nprint(response.text)\n"
            )
        },
    },
    Notation {
        name: "PHP",
        write: |body| {
            format!(
                "<?php\n$ch = curl_init('{URL}');\ncurl_setopt($ch, CURLOPT_HTTPHEADER, ['Authorization: \
                 {AUTHORIZATION}']);\ncurl_setopt($ch, CURLOPT_POSTFIELDS, '{}');\ncurl_exec($ch);\n",
                body.replace('\\', "\\\\").replace('\'', "\\'")
            )
        },
    },
    Notation {
        name: "Java",
        write: |body| {
            format!(
                "HttpRequest request = HttpRequest.newBuilder().uri(URI.create(\"{URL}\"))\n  \
                 .header(\"Authorization\", \"{AUTHORIZATION}\")\n  \
                 .POST(HttpRequest.BodyPublishers.ofString({})).build();\n",
                string(body)
            )
        },
    },
    Notation {
        name: "Go",
        write: |body| {
            format!(
                "package main\n\nfunc main() {{\n\tpayload := strings.NewReader(`{body}`)\n\treq, _ := \
                 http.NewRequest(\"POST\", \"{URL}\", payload)\n\treq.Header.Add(\"Authorization\", \
                 \"{AUTHORIZATION}\")\n}}\n"
            )
        },
    },
    Notation {
        name: "PowerShell",
        write: |body| {
            format!(
                "$body = @'\n{body}\n'@\nInvoke-RestMethod -Uri '{URL}' -Method Post -Headers @{{ Authorization = \
                 '{AUTHORIZATION}' }} -Body $body\n"
            )
        },
    },
];

/// Prints the table.
pub fn run() -> Result<()> {
    let mut heading = format!("{:<12}", "notation");
    for size in SIZES {
        write!(heading, "{:>9} kB", size / 1000)?;
    }
    println!("importing a request, by the size of its body:\n{heading}{:>10}{:>10}", "10 times", "of curl");
    let mut of_curl = 0.0;
    for Notation { name, write } in NOTATIONS {
        let times: Vec<(f64, bool)> = SIZES.iter().map(|size| read(&write(&body(*size)))).collect();
        let [(small, _), (megabyte, is_read)] = times[..] else { continue };
        if of_curl == 0.0 {
            of_curl = megabyte;
        }
        let mut row = format!("{name:<12}");
        for (milliseconds, _) in &times {
            write!(row, "{milliseconds:>9.1} ms")?;
        }
        let outcome = if is_read { "" } else { "   rejected" };
        println!("{row}{:>10.1}{:>10.2}{outcome}", megabyte / small, megabyte / of_curl);
    }
    Ok(())
}

/// Returns the milliseconds that reading a text takes, and whether it is read.
fn read(text: &str) -> (f64, bool) {
    let empty = Instance::empty(Definition::woocommerce());
    let mut fastest = f64::INFINITY;
    let mut is_read = false;
    for _ in 0..REPEATS {
        let start = Instant::now();
        is_read = importer::read(text, &empty).is_ok();
        fastest = fastest.min(start.elapsed().as_secs_f64() * 1000.0);
    }
    (fastest, is_read)
}

/// Returns a body of about `size` bytes.
fn body(size: usize) -> String {
    let mut resources = Vec::new();
    let mut length = 0;
    while length < size {
        let resource = format!(
            "\"customers-{}\":{{\"url\":\"/hubs/ecommerce/customers?where=status='open'\",\"idField\":\"id\",\
             \"datesConfiguration\":{{\"updatedDateField\":\"date_modified\",\"updatedDateFormat\":\
             \"yyyy-MM-dd'T'HH:mm:ss\"}}}}",
            resources.len()
        );
        length += resource.len() + 1;
        resources.push(resource);
    }
    format!(
        "{{\"element\":{{\"key\":\"woocommercerest\"}},\"configuration\":{{\"store.url\":\"https://shop.example\",\
         \"oauth.api.key\":\"k\",\"oauth.api.secret\":\"s\",\"event.notification.enabled\":true,\
         \"event.vendor.type\":\"polling\",\"event.poller.refresh_interval\":\"15\",\
         \"event.poller.configuration\":{{{}}}}},\"name\":\"n\"}}",
        resources.join(",")
    )
}

/// Returns a word in the quotes of a POSIX shell.
fn posix(text: &str) -> String {
    model::command::quote_posix(text)
}

/// Returns a string as JSON, Java and others write it.
fn string(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
