//! The npm package in an empty Vite project: the built page creates an instance under the page's own policy.
//!
//! `PACKAGE` names the packed package, and `VITE` Vite; `cargo xtask test` sets both. Without them, this test is
//! skipped.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::page::Page;
use super::skip::skip;

const INDEX: &str = r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Another page</title>
    <link rel="icon" href="data:,">
    <script type="module" src="/main.js"></script>
  </head>
  <body>
    <element-instance-form host="http://127.0.0.1:8081/elements/api-v2" name="Set by the page"></element-instance-form>
  </body>
</html>
"#;

const MAIN: &str = "
import { ElementInstanceForm } from 'element-instance-form';

const form = document.querySelector('element-instance-form');
window.recorded = [['is registered', form instanceof ElementInstanceForm]];
for (const name of ['request-changed', 'instance-created', 'instance-failed']) {
  document.addEventListener(name, ({ detail }) => window.recorded.push([name, detail]));
}
form.storeUrl = 'https://mycoolstore.com';
";

/// Runs a program in a folder.
fn run(program: impl AsRef<std::ffi::OsStr>, arguments: &[&str], folder: &Path) {
    let output = Command::new(program.as_ref()).args(arguments).current_dir(folder).output().unwrap();
    let output_text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{} {arguments:?}\n{output_text}", program.as_ref().to_string_lossy());
}

/// Builds an empty project with the packed package in Vite. Returns the build folder.
fn build_project(package: &Path, vite: &Path) -> PathBuf {
    let project = Path::new(env!("CARGO_TARGET_TMPDIR")).join("vite-project");
    fs::remove_dir_all(&project).ok();
    fs::create_dir_all(&project).unwrap();
    fs::write(project.join("package.json"), r#"{"name": "project", "private": true, "type": "module"}"#).unwrap();
    fs::write(project.join("index.html"), INDEX).unwrap();
    fs::write(project.join("main.js"), MAIN).unwrap();
    // The package has no dependencies, so npm needs no registry.
    run("npm", &["install", "--offline", "--no-audit", "--no-fund", package.to_str().unwrap()], &project);
    run(vite, &["build", "--base", "./", "--logLevel", "error"], &project);
    project.join("dist")
}

/// Returns the names and sizes of the files in a folder with this extension.
fn files(folder: &Path, ending: &str) -> Vec<(String, u64)> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap());
    let files = files.map(|file| (file.file_name().into_string().unwrap(), file.metadata().unwrap().len()));
    files.filter(|(name, _)| name.rsplit_once('.').is_some_and(|(_, its)| its == ending)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_package_creates_an_instance_when_built_by_vite() {
    let (Some(package), Some(vite)) = (std::env::var_os("PACKAGE"), std::env::var_os("VITE")) else {
        skip("PACKAGE and VITE do not name the packed package and Vite (cargo xtask test sets them)");
        return;
    };
    let build_project =
        tokio::task::spawn_blocking(move || build_project(package.as_ref(), vite.as_ref())).await.unwrap();
    // Vite inlines files below 4096 bytes into the script, and the policy doesn't allow fetching inlined files.
    let assets = build_project.join("assets");
    let (wasm, style) = (files(&assets, "wasm"), files(&assets, "txt"));
    assert_eq!((wasm.len(), style.len()), (7, 3), "each file once, as a file: {wasm:?} {style:?}");
    for (script, _) in files(&assets, "js") {
        assert!(!fs::read_to_string(assets.join(script)).unwrap().contains("data:"), "no file inside a script");
    }

    let page = Page::serve(&build_project).await;
    assert_eq!(page.value_of("Name").await, "Set by the page");
    assert_eq!(page.value_of("The Store URL").await, "https://mycoolstore.com");
    page.fill("User Secret", "dXNlcg==").await;
    page.fill("Organization Secret", "0123456789abcdef").await;
    page.fill("OAuth API Key", "ck_key").await;
    page.fill("OAuth API Secret", "cs_secret").await;
    page.create().await;
    let created_text = page.text_of("region", "Instance created", "dl").await;
    let [sent] = page.sandbox.bodies().try_into().expect("one request");
    let sent: Value = serde_json::from_slice(&sent).unwrap();
    assert_eq!(
        (&sent["name"], &sent["configuration"]["oauth.api.secret"]),
        (&json!("Set by the page"), &json!("cs_secret"))
    );

    let messages: Vec<(String, Value)> = serde_json::from_value(page.recorded().await.into()).unwrap();
    let details =
        |name: &str| messages.iter().filter(|(its, _)| its == name).map(|(_, detail)| detail).collect::<Vec<_>>();
    assert_eq!(details("is registered"), [&json!(true)]);
    assert_eq!(details("instance-failed"), [&Value::Null; 0]);
    let [created] = details("instance-created")[..] else { panic!("one instance: {messages:?}") };
    assert!(
        created_text.contains(created["id"].as_str().unwrap())
            && created_text.contains(created["token"].as_str().unwrap())
    );
    assert_eq!(created["instance"]["name"], "Set by the page");

    let last = details("request-changed").pop().expect("changes are dispatched");
    assert_eq!(last["method"], "POST");
    assert!(last["url"].as_str().unwrap().ends_with("/elements/api-v2/instances"));
    let body: Value = serde_json::from_str(last["body"].as_str().unwrap()).unwrap();
    assert_eq!(body["configuration"]["oauth.api.secret"], "••••••••");
    assert!(!messages.iter().any(|(name, detail)| name == "request-changed" && detail.to_string().contains("cs_")));

    // The importer is a separate file.
    page.click("button", "Import…").await;
    page.fill("Command or JSON", "no request").await;
    page.wait_for("alert", "").await;
    page.close().await;
}
