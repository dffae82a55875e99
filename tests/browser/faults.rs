//! A server that fails in every way, over real sockets, and what the page tells of it. Nothing is sent twice,
//! nothing that was typed is lost, and nobody is told of an instance that is not there.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::fill_required;
use crate::page::Page;

/// What the server does with a `POST` once it has read all of it.
#[derive(Clone, Copy)]
enum Act {
    /// Sends this, and closes.
    Say(&'static str),
    /// Sends this status, content type and body, as an API that keeps to HTTP and lets the page read it.
    Answer(u16, &'static str, &'static str),
    /// The same, with these headers.
    With(u16, &'static str, &'static str),
    /// Sends this, and breaks the connection off by a reset.
    Reset(&'static str),
    /// Sends this, and then nothing more for ever.
    Stall(&'static str),
    /// Answers with this after a second.
    Slowly(&'static str),
    /// Sends this, and then a byte a second.
    Trickle(&'static str),
    /// Sends these bytes as the body of a good answer.
    Bytes(&'static [u8]),
    /// Lets the connection of the preflight live, and breaks it off when the `POST` comes on it.
    Drop,
}
use Act::{Answer, Bytes, Drop, Reset, Say, Slowly, Stall, Trickle, With};

const CREATED: &str = r#"{"id":12345,"token":"t0ken="}"#;
/// The head of an answer that a page may read, but for what says how long its body is.
const HEAD: &str = "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Type: application/json\r\n";

/// What each fault is called, what the server does, the `kind` that the page tells, and a piece of what it says.
const FAULTS: [(&str, Act, &str, &str); 45] = [
    (
        "a refusal that escapes a secret",
        Answer(401, "application/json", r#"{"message":"No user dXNlcg\u003d\u003d"}"#),
        "refused",
        "No user ••••••••.",
    ),
    (
        "a refusal that repeats a secret",
        Answer(401, "application/json", r#"{"message":"No user has 0123456789abcdef"}"#),
        "refused",
        "No user has ••••••••.",
    ),
    (
        "400 of the API",
        Answer(400, "application/json", r#"{"message":"No good","requestId":"r1"}"#),
        "refused",
        "No good. Often",
    ),
    ("400, empty", Answer(400, "application/json", ""), "unreadable", "nothing else. Often"),
    (
        "400, a text that repeats a secret",
        Answer(400, "text/plain", "who has 0123456789abcdef?"),
        "unreadable",
        "and said: who has ••••••••?",
    ),
    (
        "400, one long word",
        Answer(
            400,
            "application/json",
            concat!(
                r#"{"message":"x"#,
                "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy",
                r#""}"#
            ),
        ),
        "refused",
        "xyyy",
    ),
    (
        "400 of the store",
        Answer(400, "application/json", r#"{"message":"m","providerMessage":"Consumer key is invalid"}"#),
        "refused",
        "The store responded: Consumer key is invalid.",
    ),
    (
        "401",
        Answer(401, "application/json", r#"{"message":"Invalid secret","requestId":"r2"}"#),
        "refused",
        "request ID r2",
    ),
    ("403", Answer(403, "application/json", r#"{"message":"Forbidden"}"#), "refused", "denied access"),
    ("404", Answer(404, "application/json", r#"{"message":"Not found"}"#), "refused", "Check the API host"),
    ("404, a page", Answer(404, "text/html", "<!doctype html><title>404</title>"), "unreadable", "a web page"),
    ("405", Answer(405, "application/json", r#"{"message":"Not allowed"}"#), "refused", "doesn't accept this request"),
    ("406", Answer(406, "application/json", r#"{"message":"No"}"#), "refused", "doesn't return JSON"),
    ("409", Answer(409, "application/json", r#"{"message":"It exists"}"#), "refused", "already exists"),
    ("413", Answer(413, "text/plain", "too large"), "unreadable", "status 413"),
    ("415", Answer(415, "application/json", r#"{"message":"No"}"#), "refused", "doesn't return JSON"),
    (
        "429",
        With(429, "Retry-After: 17\r\nAccess-Control-Expose-Headers: retry-after\r\n", r#"{"message":"Slow"}"#),
        "refused",
        "wait 17 seconds",
    ),
    (
        "429, unreadable header",
        With(429, "Retry-After: 17\r\n", r#"{"message":"Slow"}"#),
        "refused",
        "Too many requests",
    ),
    (
        "429, a header that says nothing",
        With(429, "Retry-After: -5\r\nAccess-Control-Expose-Headers: *\r\n", r#"{"message":"Slow"}"#),
        "refused",
        "for this account.",
    ),
    ("500", Answer(500, "application/json", r#"{"message":"Oops"}"#), "refused", "may have been created. Check before"),
    ("500, a page", Answer(500, "text/html", "<html>"), "unreadable", "may have been created. Check before"),
    ("502, a page", Answer(502, "text/html", "<html>Bad Gateway</html>"), "unreadable", "may have been created"),
    (
        "503",
        With(
            503,
            "Retry-After: Fri, 31 Dec 2100 12:00:00 GMT\r\nAccess-Control-Expose-Headers: *\r\n",
            r#"{"message":"Down"}"#,
        ),
        "refused",
        "The server asks you to wait",
    ),
    ("504", Answer(504, "application/json", r#"{"message":"Timeout"}"#), "refused", "may have been created"),
    (
        "a request id in a header",
        With(500, "elements-request-id: h1\r\nAccess-Control-Expose-Headers: elements-request-id\r\n", "oops"),
        "unreadable",
        "request ID h1",
    ),
    ("a redirect", With(302, "Location: https://evil.example/\r\n", ""), "redirected", "The redirect wasn't followed"),
    (
        "a redirect that keeps the method",
        With(307, "Location: http://127.0.0.1:1/\r\n", ""),
        "redirected",
        "The redirect wasn't followed",
    ),
    ("200, empty", Answer(200, "application/json", ""), "unreadable", "an empty body"),
    ("204", Say("HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Origin: *\r\n\r\n"), "unreadable", "an empty body"),
    ("200, a page", Answer(200, "text/html", "<html>Log in</html>"), "unreadable", "a web page"),
    ("200 without a token", Answer(200, "application/json", r#"{"id":1}"#), "unreadable", "not both"),
    ("200 without an id", Answer(200, "application/json", r#"{"token":"t"}"#), "unreadable", "not both"),
    ("200, half of the JSON", Answer(200, "application/json", r#"{"id":1,"token":"t"#), "unreadable", "not the JSON"),
    ("200, bytes that are no text", Bytes(b"\x00\xff\xfe{{{{\x80"), "unreadable", "not the JSON"),
    ("200, JSON that is no object", Answer(200, "application/json", "[1,2]"), "unreadable", "not the JSON"),
    (
        "no CORS header",
        Say("HTTP/1.1 200 OK\r\nContent-Length: 29\r\n\r\n{\"id\":12345,\"token\":\"t0ken=\"}"),
        "unreachable",
        "may still have arrived",
    ),
    ("closed without an answer", Say(""), "unreachable", "may still have arrived"),
    ("kept from the preflight, and closed", Drop, "unreachable", "possibly twice"),
    ("reset without an answer", Reset(""), "unreachable", "may still have arrived"),
    ("no HTTP at all", Say("SSH-2.0-OpenSSH_9.2\r\n\r\n"), "unreachable", "may still have arrived"),
    ("closed in the head", Say("HTTP/1.1 200 OK\r\nAccess-Con"), "unreachable", "may still have arrived"),
    ("shorter than it says", Say("Content-Length: 500\r\n\r\n{\"id\":12345,"), "cut-off", "was incomplete"),
    ("reset in the body", Reset("Content-Length: 500\r\n\r\n{\"id\":12345,"), "cut-off", "was incomplete"),
    (
        "a broken chunk",
        Say("Transfer-Encoding: chunked\r\n\r\n1d\r\n{\"id\":12345,\r\nxyz\r\n"),
        "cut-off",
        "was incomplete",
    ),
    (
        "compressed, it says",
        Say("Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope"),
        "cut-off",
        "was incomplete",
    ),
];

/// Those after which there is no instance, for sure; of all others nobody knows.
const NOT_CREATED: [&str; 22] = [
    "a refusal that escapes a secret",
    "a refusal that repeats a secret",
    "400 of the API",
    "400, empty",
    "400, a text that repeats a secret",
    "400, one long word",
    "400 of the store",
    "401",
    "403",
    "404",
    "404, a page",
    "405",
    "406",
    "409",
    "413",
    "415",
    "429",
    "429, unreadable header",
    "429, a header that says nothing",
    "503",
    "a redirect",
    "a redirect that keeps the method",
];

/// Those that take as long as the page waits.
const SLOW: [(&str, Act, &str, &str); 3] = [
    ("no answer for ever", Stall(""), "timed-out", "within 30 seconds"),
    ("a head, and nothing more", Stall("Content-Length: 29\r\n\r\n"), "timed-out", "within 30 seconds"),
    ("a byte a second", Trickle("Content-Length: 500\r\n\r\n"), "timed-out", "within 30 seconds"),
];

/// The server. Clones share what it is to do, and what it was sent.
#[derive(Clone)]
struct Server {
    act: Arc<Mutex<Act>>,
    posts: Arc<Mutex<Vec<String>>>,
    address: String,
}

impl Server {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let server = Self { act: Arc::new(Mutex::new(Say(""))), posts: Arc::default(), address };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let server = serving.clone();
                tokio::spawn(async move { server.serve(stream).await });
            }
        });
        server
    }

    async fn serve(&self, mut stream: TcpStream) -> Option<()> {
        let mut request = read(&mut stream).await?;
        if request.starts_with("OPTIONS") {
            let is_kept = matches!(*self.act.lock().unwrap(), Drop);
            let connection = if is_kept { "keep-alive" } else { "close" };
            let head = format!(
                "HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Origin: *\r\nAccess-Control-Allow-Methods: *\r\n\
                        Access-Control-Allow-Headers: authorization, content-type\r\n\
                        Access-Control-Allow-Private-Network: true\r\nConnection: {connection}\r\n\r\n"
            );
            stream.write_all(head.as_bytes()).await.ok()?;
            if !is_kept {
                return Some(());
            }
            request = read(&mut stream).await?;
        }
        if request.starts_with("GET") {
            let body = "[]";
            let head = format!("{HEAD}Content-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len());
            return stream.write_all(head.as_bytes()).await.ok();
        }
        self.posts.lock().unwrap().push(request);
        let act = *self.act.lock().unwrap();
        // What does not begin as an answer follows a head that is right.
        let all = |text: &str| {
            let is_whole = text.is_empty() || text.starts_with("HTTP") || text.starts_with("SSH");
            if is_whole { text.to_owned() } else { format!("{HEAD}{text}") }
        };
        match act {
            Say(text) | Reset(text) | Stall(text) | Trickle(text) => {
                stream.write_all(all(text).as_bytes()).await.ok()?;
            }
            Slowly(body) => {
                tokio::time::sleep(Duration::from_secs(1)).await;
                stream.write_all(answer(Answer(200, "application/json", body)).as_bytes()).await.ok()?;
            }
            Bytes(bytes) => {
                let head = format!("{HEAD}Content-Length: {}\r\nConnection: close\r\n\r\n", bytes.len());
                stream.write_all(&[head.as_bytes(), bytes].concat()).await.ok()?;
            }
            Drop => return None,
            Answer(..) | With(..) => stream.write_all(answer(act).as_bytes()).await.ok()?,
        }
        match act {
            Reset(_) => {
                // What is there is to be read before the reset comes.
                tokio::time::sleep(Duration::from_millis(100)).await;
                stream.set_zero_linger().ok()?;
            }
            Stall(_) => tokio::time::sleep(Duration::from_mins(1)).await,
            Trickle(_) => {
                while stream.write_all(b" ").await.is_ok() {
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
            }
            _ => {}
        }
        Some(())
    }
}

/// An answer as HTTP has it.
fn answer(act: Act) -> String {
    let (status, headers, body) = match act {
        Answer(status, kind, body) => (status, format!("Content-Type: {kind}\r\n"), body),
        With(status, headers, body) => (status, headers.to_owned(), body),
        _ => unreachable!("the others are no whole answers"),
    };
    format!(
        "HTTP/1.1 {status} Status\r\nAccess-Control-Allow-Origin: *\r\n{headers}Content-Length: {}\r\n\
         Connection: close\r\n\r\n{body}",
        body.len()
    )
}

/// A whole request.
async fn read(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length =
                head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return Some(text);
            }
        }
        let mut more = [0; 4096];
        let read = stream.read(&mut more).await.ok().filter(|read| *read > 0)?;
        bytes.extend_from_slice(&more[..read]);
    }
}

/// A page that is filled in, for a server that fails.
async fn filled() -> Option<(Page, Server)> {
    let page = Page::open().await?;
    let server = Server::start().await;
    fill_required(&page).await;
    page.choose_host(&server.address).await;
    Some((page, server))
}

/// Sends a request that meets a fault, and gives the row that tells of it.
async fn meet(page: &Page, server: &Server, fault: (&str, Act, &str, &str)) -> String {
    let (name, act, kind, says) = fault;
    // What the browser itself repeats, no page can stop: it is told.
    let most = if matches!(act, Drop) { 2 } else { 1 };
    *server.act.lock().unwrap() = act;
    server.posts.lock().unwrap().clear();
    page.fill("Name", name).await;
    page.click("button", "Create Instance").await;
    let told = format!("{}.querySelector('.failure[data-kind={kind}]')", page.form);
    for _ in 0..700 {
        let is_busy = page.run(&format!("return !!{}.querySelector('[type=submit][aria-disabled]')", page.form)).await;
        if is_busy == false && page.run(&format!("return !!{told}")).await == true {
            break;
        }
        tokio::time::sleep(Duration::from_millis(60)).await;
    }
    let text =
        page.run(&format!("return {told}?.innerText ?? {}.querySelector('.request').innerText", page.form)).await;
    let text = text.as_str().unwrap_or_default();
    assert!(text.contains(says), "{name}: {text}");
    let may_exist = page.has("button", "Check whether it was created").await;
    assert_eq!(may_exist, !NOT_CREATED.contains(&name), "{name}");
    let title = if may_exist { "We don't know if" } else { "No instance was created" };
    assert!(text.starts_with(title), "{name}: {text}");
    // No fault is taken for success, nothing is sent by itself once more, and nothing that was typed is gone.
    assert!(!page.has("region", "Instance created").await, "{name}");
    let posts = server.posts.lock().unwrap().clone();
    assert!((1..=most).contains(&posts.len()), "{name} was sent {} times", posts.len());
    assert!(page.run(FITS).await == true, "{name}: nothing stands out");
    assert!(posts[0].contains(&format!("\"name\": {}", json!(name))), "{name}: {}", posts[0]);
    assert_eq!(page.value_of("Name").await, name);
    assert_eq!(page.value_of("OAuth API Secret").await, "cs_s3cret'\"\\");
    // What arrived stays until it is dismissed; a page that somebody logs in to is nothing to keep.
    let dismiss =
        "[...{}.querySelectorAll('.created button')].filter((button) => button.textContent.startsWith('Dismiss'))";
    let dismiss = dismiss.replace("{}", &page.form);
    page.run(&format!("for (const button of {dismiss}) button.click()")).await;
    tokio::time::sleep(Duration::from_millis(if page.run(&format!("return {dismiss}.length")).await == 0 {
        0
    } else {
        600
    }))
    .await;
    page.run(&format!("for (const button of {dismiss}) button.click()")).await;
    assert_eq!(page.run(&format!("return {dismiss}.length")).await, 0, "{name}");
    if may_exist {
        page.click("button", "Check whether it was created").await;
        page.wait_for_text("The API lists no other instances.").await;
        // Of two presses in quick succession the second one forgets nothing: the last was for another request.
        tokio::time::sleep(Duration::from_millis(600)).await;
        page.click("button", "Stop tracking").await;
    }
    format!("{name:36} {kind:12} {:9}  {}", if may_exist { "may exist" } else { "does not" }, posts.len())
}

/// Whether nothing of the form is wider than it.
const FITS: &str = "const page = document.documentElement; return page.scrollWidth <= page.clientWidth";

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_is_told_as_what_it_is() {
    let Some((page, server)) = filled().await else { return };
    page.resize(360, 740).await;
    println!("fault                                kind         instance   requests");
    for fault in FAULTS {
        println!("{}", meet(&page, &server, fault).await);
    }
    // After all of them the form still works.
    *server.act.lock().unwrap() = Answer(200, "application/json", CREATED);
    page.fill("Name", "at last").await;
    page.click("button", "Create Instance").await;
    page.wait_for("region", "Instance created").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_does_not_come_is_given_up() {
    for fault in SLOW.map(|fault| {
        tokio::spawn(async move {
            let Some((page, server)) = filled().await else { return };
            println!("{}", meet(&page, &server, fault).await);
            page.close().await;
        })
    }) {
        fault.await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelling_leaves_it_open_and_the_list_closes_it() {
    let Some((page, server)) = filled().await else { return };
    *server.act.lock().unwrap() = Stall("");
    page.click("button", "Create Instance").await;
    page.wait_until(&format!("/^[1-9] s$/.test({}.querySelector('[role=timer]')?.textContent)", page.form)).await;
    page.click("button", "Cancel").await;
    let told = page.text_of("alert", "", "h2 + p").await;
    assert!(told.starts_with("You canceled after the request was sent."), "{told}");
    // The button that had the focus is gone.
    page.wait_until(&format!("{}.activeElement?.id === 'outcome'", page.form)).await;

    // Whoever presses at once is asked to look first.
    page.click("button", "Create Instance").await;
    page.wait_for_text("This exact request was already sent and may have").await;
    assert_eq!(server.posts.lock().unwrap().len(), 1);
    page.click("button", "Check whether it was created").await;
    page.wait_for_text("The API lists no other instance").await;

    // Then it is sent, once.
    *server.act.lock().unwrap() = Answer(200, "application/json", CREATED);
    page.click("button", "Create Instance").await;
    page.wait_for("region", "Instance created").await;
    assert_eq!(server.posts.lock().unwrap().len(), 2);
    page.close().await;
}

/// What was sent in between does not make the page forget what may exist.
#[tokio::test(flavor = "multi_thread")]
async fn one_request_after_another_and_the_first_again() {
    let Some((page, server)) = filled().await else { return };
    let press = async |name: &str, act: Act, then: &str| {
        *server.act.lock().unwrap() = act;
        page.fill("Name", name).await;
        page.click("button", "Create Instance").await;
        page.wait_until(&format!("{}.querySelector('.request').textContent.includes(`{then}`)", page.form)).await;
    };
    press("first", Say(""), "We don't know if").await;
    // Another one is sent by who knows of the first.
    press("second", Say(""), "may have created an instance, with the name first").await;
    assert_eq!(server.posts.lock().unwrap().len(), 1);
    tokio::time::sleep(Duration::from_millis(600)).await;
    press("second", Answer(400, "application/json", r#"{"message":"m"}"#), "This request didn't create an instance")
        .await;
    press("first", Answer(200, "application/json", CREATED), "This exact request was already sent and may have").await;
    press("third", Answer(200, "application/json", CREATED), "Instance created").await;
    press("first", Answer(200, "application/json", CREATED), "This exact request was already sent and may have").await;
    assert_eq!(server.posts.lock().unwrap().len(), 3);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_created_after_all_is_found() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    page.fill("Element Instance Tags", "Docs,").await;
    // Created, and then the page is told nothing of it.
    page.run(
        "const send = fetch; window.fetch = async (request) => { \
             const answer = await send(request); \
             if (request.method === 'POST') throw new TypeError('Failed to fetch'); \
             return answer; }",
    )
    .await;
    page.click("button", "Create Instance").await;
    page.click("button", "Check whether it was created").await;
    page.wait_for_text("It was created: there is an instance with this name").await;
    page.wait_for("button", "Copy id").await;
    page.click("button", "Create Instance").await;
    page.wait_for_text("already created instance 12345").await;
    assert_eq!(page.sandbox.bodies().len(), 1);
    page.close().await;
}

/// Each request of which it is not known what it led to is looked for by itself, as often as one likes.
#[tokio::test(flavor = "multi_thread")]
async fn every_undecided_request_can_be_looked_for() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    page.fill("Name", "first").await;
    page.click("button", "Create Instance").await;
    page.wait_for("region", "Instance created").await;
    // From now on the page is told of nothing that is created; and of what is "late" the API knows nothing yet.
    page.run(
        "const send = fetch; const later = []; window.arrive = () => Promise.all(later.map((request) => send(request))); \
         window.fetch = async (request) => { \
             if (request.method !== 'POST') return send(request); \
             if ((await request.clone().text()).includes('\"late\"')) later.push(request.clone()); \
             else await send(request.clone()); \
             throw new TypeError('Failed to fetch'); }",
    )
    .await;
    let items = format!("[...{}.querySelectorAll('.undecided > div')]", page.form);
    page.fill("Name", "late").await;
    page.click("button", "Create Instance").await;
    page.wait_until(&format!("{items}.length === 1")).await;
    page.click("button", "Check whether it was created").await;
    page.wait_for_text("The API lists no other instance").await;
    page.run("return arrive()").await;
    page.click("button", "Check whether it was created").await;
    page.wait_for_text("It was created: there is an instance with this name").await;
    page.click("button", "Stop tracking").await;

    // What this form created itself, under the same name, is not taken for it.
    page.fill("Name", "first").await;
    page.click("button", "Create Instance").await;
    page.confirm().await;
    page.wait_until(&format!("{items}.length === 1")).await;
    page.click("button", "Check whether it was created").await;
    page.wait_for_text("It was created: there is an instance with this name").await;
    page.wait_until(&format!("/id 1234[67]/.test({items}[0].textContent)")).await;

    // Two of them, and the older one is found by its own button.
    for name in ["second", "third"] {
        page.fill("Name", name).await;
        page.click("button", "Create Instance").await;
        if name == "third" {
            page.wait_for_text("may have created an instance named second").await;
            page.confirm().await;
        }
        page.wait_until(&format!("{items}[0].textContent.includes('“{name}”')")).await;
    }
    // Of both the tab knows, and one press forgets one of them.
    let records = "Object.entries(sessionStorage).find(([key]) => key.includes('sent'))?.[1].split('\\n').length";
    assert_eq!(page.run(&format!("return {records}")).await, 2);
    page.run(&format!("{items}[1].querySelector('button').click()")).await;
    page.wait_until(&format!("{items}[1].textContent.includes('It was created')")).await;
    assert_eq!(page.run(&format!("return {items}[0].textContent.includes('It was created')")).await, false);
    assert_eq!(page.run(&format!("return {records}")).await, 1);
    tokio::time::sleep(Duration::from_millis(600)).await;
    let count = page.run(&format!("return {items}.length")).await.as_u64().unwrap();
    page.run(&format!("for (let times = 2; times; times--) {items}[0].querySelector('.quiet').click()")).await;
    assert_eq!(page.run(&format!("return {items}.length")).await, count - 1);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hurried_hands_create_one_instance() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    // Pressed thrice in one turn, then Enter held down.
    page.run(&format!("const b = {}.querySelector('[type=submit]'); b.click(); b.click(); b.click()", page.form)).await;
    page.wait_for("region", "Instance created").await;
    page.run(&format!("{}.querySelector('#name').focus()", page.form)).await;
    for index in 0..20 {
        let key = json!({
            "type": "keyDown", "key": "Enter", "code": "Enter", "text": "\r", "windowsVirtualKeyCode": 13, "autoRepeat": index > 0
        });
        page.devtools("Input.dispatchKeyEvent", key).await;
    }
    page.devtools("Input.dispatchKeyEvent", json!({ "type": "keyUp", "key": "Enter", "code": "Enter" })).await;
    page.wait_for_text("already created instance").await;
    assert_eq!(page.sandbox.bodies().len(), 1);

    // Knowing that, one more.
    page.confirm().await;
    page.wait_until(&format!("{}.querySelectorAll('.created').length === 2", page.form)).await;
    assert_eq!(page.sandbox.bodies().len(), 2);

    // Of a double click the second one is no answer to a question that the first one led to.
    page.run(&format!("const b = {}.querySelector('[type=submit]'); b.click(); b.click(); b.click()", page.form)).await;
    page.run("return new Promise((next) => setTimeout(next, 300))").await;
    assert_eq!(page.sandbox.bodies().len(), 2);
    page.confirm().await;
    page.wait_until(&format!("{}.querySelectorAll('.created').length === 3", page.form)).await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_create_one_instance() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    page.click("button", "Create Instance").await;
    page.wait_for("region", "Instance created").await;
    let address = page.run("return location.href").await;
    let first = page.client.window().await.unwrap();
    let second = page.client.new_window(false).await.unwrap();
    page.client.switch_to_window(second.handle).await.unwrap();
    page.goto(address.as_str().unwrap()).await;
    fill_required(&page).await;
    page.click("button", "Create Instance").await;
    page.wait_for_text("sent from another tab").await;
    page.click("button", "Create Instance").await;
    assert_eq!(page.sandbox.bodies().len(), 1);
    // Whoever wants two gets two.
    page.confirm().await;
    page.wait_for("region", "Instance created").await;
    assert_eq!(page.sandbox.bodies().len(), 2);
    page.client.switch_to_window(first).await.unwrap();
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_connection_nothing_is_sent() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    page.choose("API host", "Cloud Elements US").await;
    page.run("Object.defineProperty(navigator, 'onLine', { get: () => false })").await;
    page.click("button", "Create Instance").await;
    let told = page.text_of("alert", "", "h2 + p").await;
    assert!(told.starts_with("You're offline, so nothing was sent."), "{told}");
    assert!(!page.has("button", "Check whether it was created").await);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_dangerous_is_asked_first() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    page.choose_host("https://api.cloud-e1ements.com").await;
    page.fill("The Store URL", "http://192.168.0.7/").await;
    page.click("button", "Create Instance").await;
    let asked = page.text_of("alert", "", "ul").await;
    assert!(asked.contains("looks like an API host") && asked.contains("points to 192.168.0.7"), "{asked}");
    // An answer to another question is no answer to this one.
    page.fill("The Store URL", "http://192.168.0.8/").await;
    page.click("button", "Create Instance").await;
    page.wait_for_text("points to 192.168.0.8").await;
    assert!(!page.has("region", "Instance created").await && page.sandbox.bodies().is_empty());
    page.close().await;
}

/// What was refused is below what a phone shows: it is gone to. Beside the form it is seen.
#[tokio::test(flavor = "multi_thread")]
async fn what_came_of_it_is_in_sight() {
    let Some((page, server)) = filled().await else { return };
    for (width, focused) in [(1280, "create"), (390, "outcome")] {
        page.resize(width, 800).await;
        *server.act.lock().unwrap() = Answer(401, "application/json", r#"{"message":"Invalid secret"}"#);
        page.fill("Name", &width.to_string()).await;
        page.click("button", "Create Instance").await;
        page.wait_for_text("Invalid secret").await;
        let place = format!("{}.querySelector('#outcome').getBoundingClientRect()", page.form);
        page.wait_until(&format!("{place}.top >= 0 && {place}.bottom <= innerHeight")).await;
        assert_eq!(page.focused().await, focused, "{width}");
    }
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_fields_that_an_answer_is_about_are_marked() {
    let Some((page, server)) = filled().await else { return };
    *server.act.lock().unwrap() = Answer(401, "application/json", r#"{"message":"Invalid"}"#);
    page.click("button", "Create Instance").await;
    page.wait_until(&format!("{}.querySelectorAll('[aria-invalid=true]').length === 2", page.form)).await;
    page.fill("User Secret", "another=").await;
    page.type_text("\t").await;
    page.wait_until(&format!("{}.querySelector('[aria-invalid=true]').id === 'organization-secret'", page.form)).await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_taken_away_while_it_sends_tells_how_it_ended() {
    let Some((page, server)) = filled().await else { return };
    *server.act.lock().unwrap() = Slowly(CREATED);
    page.run(
        "window.told = []; window.broke = []; addEventListener('error', ({ message }) => broke.push(message)); \
         addEventListener('unhandledrejection', ({ reason }) => broke.push(String(reason))); \
         const form = document.querySelector('element-instance-form'); \
         form.addEventListener('instance-created', ({ detail }) => told.push(detail.id))",
    )
    .await;
    page.click("button", "Create Instance").await;
    page.wait_until(&format!("{}.querySelector('[role=timer]')", page.form)).await;
    page.run("document.querySelector('element-instance-form').remove()").await;
    page.wait_until("told.length").await;
    assert_eq!(page.run("return [told, broke]").await, json!([["12345"], []]));
    // It is known how it ended, and nobody is kept from sending the same.
    let left =
        "return navigator.locks.query().then(({ held }) => [held.length, Object.keys({ ...sessionStorage }).length])";
    assert_eq!(page.run(left).await, json!([0, 0]));
    page.close().await;
}

/// What is known of the instance from an answer that is not whole cannot be got again.
#[tokio::test(flavor = "multi_thread")]
async fn what_came_of_an_answer_is_kept() {
    let Some((page, server)) = filled().await else { return };
    let asks = "const event = new Event('beforeunload', { cancelable: true }); return !window.dispatchEvent(event)";
    for (name, act) in [
        ("no id", Answer(200, "application/json", r#"{"token":"t0ken=","x":"0123456789abcdef"}"#)),
        ("half", Answer(200, "application/json", r#"{"id":1,"token":"t0ken=","#)),
        // What a browser has not given to the page when the connection breaks off, it throws away.
        ("cut off", Reset("Content-Length: 500\r\n\r\n{\"id\":12345,\"token\":\"t0ken=\"")),
    ] {
        *server.act.lock().unwrap() = act;
        page.fill("Name", name).await;
        page.click("button", "Create Instance").await;
        let whole = page.text_of("region", "Server response", "code").await;
        assert!(whole.contains("t0ken=") && !whole.contains("0123456789abcdef"), "{name}: {whole}");
        page.click("button", "Check whether it was created").await;
        page.wait_for_text("The API lists no other instances.").await;
        page.click("button", "Stop tracking").await;
        assert_eq!(page.run(asks).await, true, "{name}");
        page.click("button", "Download response").await;
        assert_eq!(page.run(asks).await, false, "{name}");
        page.click("button", "Dismiss").await;
        page.wait_gone("region", "Server response").await;
        assert_eq!(page.focused().await, "create");
    }
    page.close().await;
}

/// A request that nobody knows the end of is asked about after the page was loaded anew, too.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_known_is_not_forgotten_with_the_page() {
    let Some((page, server)) = filled().await else { return };
    *server.act.lock().unwrap() = Stall("");
    page.click("button", "Create Instance").await;
    page.wait_until(&format!("{}.querySelector('[role=timer]')", page.form)).await;
    page.run("addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true)").await;
    page.reload().await;
    page.wait_for_text("You left this page before a request finished").await;
    page.click("button", "Check whether it was created").await;
    page.wait_for_text("First enter that account's User Secret").await;
    for (field, value) in [
        ("User Secret", "dXNlcg=="),
        ("Organization Secret", "0123456789abcdef"),
        ("OAuth API Key", "ck_key"),
        ("OAuth API Secret", "cs_secret"),
    ] {
        page.fill(field, value).await;
    }
    *server.act.lock().unwrap() = Answer(200, "application/json", CREATED);
    page.click("button", "Create Instance").await;
    page.wait_for_text("An earlier request may have created an instance").await;
    page.fill("Host URL", "http://127.0.0.1:1").await;
    page.click("button", "Check whether it was created").await;
    page.wait_for_text("First select the API host").await;
    page.fill("Host URL", &server.address).await;
    page.click("button", "Check whether it was created").await;
    page.wait_for_text("The API lists no other instances.").await;
    page.wait_for_text("If you sent the request from another account").await;
    assert_eq!(server.posts.lock().unwrap().len(), 1);
    page.confirm().await;
    page.wait_for("region", "Instance created").await;
    assert_eq!(server.posts.lock().unwrap().len(), 2);
    page.click("button", "Stop tracking").await;
    assert_eq!(
        page.run("return Object.keys({ ...sessionStorage }).filter((key) => key.includes('sent'))").await,
        json!([])
    );
    page.close().await;
}

/// The browser asks before the page is left while there is something that cannot be got again.
#[tokio::test(flavor = "multi_thread")]
async fn leaving_asks_first() {
    let Some(page) = Page::open().await else { return };
    let asks = "const event = new Event('beforeunload', { cancelable: true }); return !window.dispatchEvent(event)";
    fill_required(&page).await;
    assert_eq!(page.run(asks).await, false);
    page.click("button", "Create Instance").await;
    page.wait_for("region", "Instance created").await;
    assert_eq!(page.run(asks).await, true, "the token was not copied");
    page.click("button", "Dismiss").await;
    page.wait_for("button", "Dismiss and lose the token").await;
    // Of a double click the second one loses no token.
    page.run(&format!(
        "const b = [...{}.querySelectorAll('.created button')].at(-1); b.click(); b.click(); b.click()",
        page.form
    ))
    .await;
    page.wait_for("region", "Instance created").await;
    page.click("button", "Download response").await;
    assert_eq!(page.run(asks).await, false, "it was downloaded");
    page.click("button", "Dismiss").await;
    page.wait_gone("region", "Instance created").await;
    page.close().await;
}
