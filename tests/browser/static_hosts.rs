//! The site on every kind of static host and in a frame.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use sandbox::POLICY;

use crate::fill_required;
use crate::host::Host;
use crate::page::{Page, dist};
use crate::skip::skip;

/// Fills in the required fields, creates an instance, and checks what arrived.
async fn do_the_main_job(page: &Page) {
    fill_required(page).await;
    create(page).await;
}

async fn create(page: &Page) {
    page.click("button", "Show secrets").await;
    let shown = page.body_pane().text().await;
    page.create().await;
    page.wait_for("region", "Instance created").await;
    let [sent] = page.sandbox.bodies().try_into().expect("one press, one request");
    assert_eq!(String::from_utf8(sent).unwrap(), shown);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_creates_in_a_frame() {
    let page = Page::open_empty().await;
    let policy = format!("{POLICY}; frame-src 'self'");
    let Some(host) = Host::serve_with_policy(&page, Some(policy)).await else { return };
    host.put_page("/page.html", "", "<iframe src=/ width=900 height=700></iframe>");
    page.goto(&format!("{}page.html", host.address)).await;
    // The form posts no message to the embedding page.
    page.record_messages().await;
    page.client.clone().enter_frame(0).await.unwrap();
    do_the_main_job(&page).await;
    page.client.clone().enter_parent_frame().await.unwrap();
    assert!(page.recorded().await.is_empty());
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_creates_from_another_origin() {
    let page = Page::open_empty().await;
    let Some(files) = Host::serve(&page, "/tools/form/").await else { return };
    let origin = files.address.trim_end_matches("/tools/form/");
    let policy = POLICY.replace("script-src 'self'", &format!("script-src {origin}"));
    let Some(host) = Host::serve_with_policy(&page, Some(policy)).await else { return };
    let script = format!("<script type=module src={}embed.js></script>", files.address);
    let form = format!("<element-instance-form data-sandbox={}></element-instance-form>", page.api);
    host.put_page("/page.html", &script, &form);
    page.goto(&format!("{}page.html", host.address)).await;
    // All parts: import and polling load later than the rest.
    page.click("button", "Import…").await;
    page.fill(
        "Command or JSON",
        "{\"name\": \"read\", \"configuration\": {}, \"element\": {\"key\": \"woocommercerest\"}}",
    )
    .await;
    page.click("button", "Fill in form").await;
    page.wait_for_value("name", "read").await;
    do_the_main_job(&page).await;
    assert_eq!(
        host.request_counts().into_keys().collect::<Vec<_>>(),
        ["/page.html"],
        "all else is from the other origin"
    );
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_creates_from_a_folder_with_the_policy_of_the_page_alone() {
    let page = Page::open_empty().await;
    let Some(mut host) = Host::serve(&page, "/tools/form/").await else { return };
    page.goto(&host.address).await;
    do_the_main_job(&page).await;
    assert!(host.request_counts().keys().all(|path| path.starts_with("/tools/form/")), "{:?}", host.request_counts());

    // Without the header, violations are only reported in the page.
    host = Host::serve_with_policy(&page, None).await.unwrap();
    page.record_policy_violations().await;
    page.goto(&host.address).await;
    page.fill("Name", "Store").await;
    page.click("switch", "Events Enabled").await;
    page.wait_for("group", "Configure Polling").await;
    assert!(page.recorded().await.is_empty());
    assert_eq!(page.set_inner_html().await, "TypeError", "the page has a policy");
    page.close().await;
}

/// A server that ends with its test.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_creates_from_python_s_server() {
    let Some(dist) = dist() else { return };
    let mut python = Command::new("python3");
    python.args(["-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory"]).arg(&dist);
    let Ok(server) = python.stdout(Stdio::piped()).stderr(Stdio::null()).spawn() else {
        skip("there is no python3 on this machine");
        return;
    };
    let mut server = Server(server);
    let mut first_line = String::new();
    BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut first_line).unwrap();
    // Serving HTTP on 127.0.0.1 port 40587 (http://127.0.0.1:40587/) ...
    let address = first_line.split(['(', ')']).nth(1).unwrap_or_else(|| panic!("python3 said {first_line:?}"));
    let page = Page::open_empty().await;
    page.goto(address).await;
    fill_required(&page).await;
    page.choose_host(&page.api).await;
    create(&page).await;
    page.close().await;
}
