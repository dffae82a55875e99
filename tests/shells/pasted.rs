//! Pastes copied tokens into interactive shells on a terminal: nothing runs.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use model::response::copyable;

use super::skip::skip;

/// Interactive shells.
const SHELLS: [(&str, &str); 5] = [
    ("bash", "bash --norc --noprofile -i"),
    ("zsh", "zsh -f -i"),
    ("dash", "dash -i"),
    ("busybox", "busybox ash -i"),
    ("fish", "fish --no-config --interactive"),
];

/// Texts around a command that make a terminal or a line editor act: line ends, the end of a bracketed paste, and
/// keys that run or complete a line.
const AROUND: [&str; 20] = [
    "\n",
    "\r",
    "\r\n",
    "\t\n",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\0\n",
    "\u{1b}[201~\n",
    "\u{1b}[201~\r",
    "\u{1b}[200~\u{1b}[201~\r",
    "\u{9b}201~\r",
    "\u{f}",
    "\u{16}\n\n",
    "\u{3}\n",
    "\u{15}\n",
    "\u{1b}\n",
    "\u{1b}\r\u{b}\n",
    "'\n",
    "\"\r",
];

fn is_installed(program: &str) -> bool {
    Command::new(program)
        .arg("--help")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok()
}

/// Returns a new folder for files that a command creates.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("pasted-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Pastes each text into the shell and deletes the line again. Returns the names of the files that were created.
fn paste(command: &str, is_bracketed: bool, folder: &Path, texts: &[String]) -> Vec<String> {
    let mut terminal = Command::new("script")
        .args(["--quiet", "--command", command, "/dev/null"])
        .current_dir(folder)
        .env("HOME", "/nonexistent")
        .env("INPUTRC", "/dev/null")
        .env("TERM", if is_bracketed { "xterm" } else { "dumb" })
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut keys = terminal.stdin.take().unwrap();
    let (open, close) = if is_bracketed { ("\u{1b}[200~", "\u{1b}[201~") } else { ("", "") };
    for text in texts {
        // ^U deletes the line.
        keys.write_all(format!("{open}{text}{close}\u{15}").as_bytes()).unwrap();
    }
    keys.write_all(b"\ntouch done\nexit\n").unwrap();
    terminal.wait().unwrap();
    drop(keys);
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut files: Vec<_> = files.collect();
    std::fs::remove_dir_all(folder).unwrap();
    files.sort();
    files
}

#[test]
fn pasting_a_copied_token_runs_nothing() {
    if !is_installed("script") {
        skip("script is not installed");
        return;
    }
    let tokens: Vec<String> = AROUND
        .iter()
        .enumerate()
        .map(|(index, around)| format!("T{around}touch canary-{index}{around}#{around}"))
        .collect();
    let copied: Vec<String> = tokens.iter().map(|token| copyable(token).0.into_owned()).collect();
    for (name, command) in SHELLS {
        if !is_installed(name) {
            skip(&format!("{name} is not installed"));
            continue;
        }
        // A program that reads lines from the terminal itself has no bracketed paste.
        let modes: &[bool] = if matches!(name, "dash" | "busybox") { &[false] } else { &[false, true] };
        for is_bracketed in modes {
            let folder = folder(&format!("{name}-{is_bracketed}"));
            let files = paste(command, *is_bracketed, &folder, &copied);
            assert_eq!(files, ["done"], "{name}, bracketed paste: {is_bracketed}");
        }
    }
}

/// Without the protection, the same tokens do run commands: the test above can fail.
#[test]
fn pasting_a_raw_token_runs_a_command() {
    if !is_installed("script") {
        skip("script is not installed");
        return;
    }
    for (name, command) in SHELLS.into_iter().filter(|(name, _)| is_installed(name)) {
        let token = "T\ntouch canary\n#\n".to_owned();
        let files = paste(command, false, &folder(&format!("{name}-raw")), &[token]);
        assert!(files.contains(&"canary".into()), "{name}: {files:?}");
    }
}
