//! Wine's cmd.exe, where Wine and a C compiler for Windows are installed.

use std::fs;
use std::process::{Command, Stdio};

/// Returns the arguments with which each command, typed at the prompt, starts its program; `None` without Wine.
pub fn arguments(commands: &[String]) -> Option<Vec<Vec<String>>> {
    const COMPILER: &str = "x86_64-w64-mingw32-gcc";
    let has = |program: &str| Command::new(program).arg("--version").output().is_ok_and(|ran| ran.status.success());
    if !has("wine") || !has(COMPILER) {
        return None;
    }
    let folder = std::env::temp_dir().join(format!("wine-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/shells/arguments.c");
    let compiled = Command::new(COMPILER).args(["-o", "curl.exe", source, "-lshell32"]).current_dir(&folder).status();
    assert!(compiled.unwrap().success());
    let typed = format!("{}\nexit\n", commands.join("\n")).replace('\n', "\r\n");
    fs::write(folder.join("typed.txt"), typed).unwrap();
    let wine = |argument: &[&str], typed: Stdio| {
        let mut wine = Command::new("wine");
        wine.args(argument).current_dir(&folder).env("WINEPREFIX", folder.join("prefix")).env("WINEDEBUG", "-all");
        wine.stdin(typed).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap()
    };
    // The first program initialises Wine, which loses input typed meanwhile.
    assert!(wine(&["cmd", "/c", "exit"], Stdio::null()).success());
    assert!(wine(&["cmd"], fs::File::open(folder.join("typed.txt")).unwrap().into()).success());
    let bytes = fs::read(folder.join("arguments.txt")).unwrap();
    // Processes that Wine left running end by themselves, but may lock the folder until then.
    fs::remove_dir_all(&folder).ok();
    let read = bytes.split(|byte| *byte == 1).filter(|program| !program.is_empty());
    let list = |program: &[u8]| {
        let program = program.strip_suffix(&[0]).unwrap();
        program.split(|byte| *byte == 0).map(|argument| String::from_utf8(argument.into()).unwrap()).collect()
    };
    Some(read.map(list).collect())
}
