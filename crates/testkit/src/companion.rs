//! Programs that stand beside the tests (PostgreSQL, chromedriver) and must never outlive them.
//!
//! Rust runs no destructor for a static, and a killed process runs none at all. So each program is
//! started by a small shell that holds the reading end of a pipe: whatever ends the test process
//! closes the pipe, the shell reads the end of file, stops its program and removes its folder.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// Root may not run some servers, so root becomes the user that comes with PostgreSQL's package.
const AS_ANOTHER_USER: &str = r#"
script=$1
shift
if [ "$(id -u)" = 0 ]; then
    exec setpriv --reuid=postgres --regid=postgres --init-groups sh -c "$script" cluster "$@"
fi
exec sh -c "$script" cluster "$@"
"#;

/// A shell with its program, told and asked in single lines.
pub struct Companion {
    words: ChildStdin,
    answers: BufReader<ChildStdout>,
    _shell: Child,
}

impl Companion {
    /// Runs `script` with `arguments` as `$1`, `$2`, … in a process group of its own, so that an
    /// interrupted terminal leaves it the time to clean up.
    pub fn start(script: &str, arguments: &[&str]) -> Self {
        let mut shell = Command::new("sh")
            .args(["-c", script, "companion"])
            .args(arguments)
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("a shell starts");
        let words = shell.stdin.take().expect("its input is piped");
        let answers = BufReader::new(shell.stdout.take().expect("its output is piped"));
        Self { words, answers, _shell: shell }
    }

    /// The same as a user who is not root, whoever asks.
    pub fn start_unprivileged(script: &str, arguments: &[&str]) -> Self {
        Self::start(AS_ANOTHER_USER, &[&[script], arguments].concat())
    }

    /// Waits for the next line that begins with `beginning` and returns the rest of it. Panics with
    /// all that was said when the companion ends before it.
    pub fn hear(&mut self, beginning: &str) -> String {
        let mut said = String::new();
        loop {
            let mut line = String::new();
            let read = self.answers.read_line(&mut line).expect("the companion can be read");
            assert!(read > 0, "the companion ended before it said {beginning:?}:\n{said}");
            if let Some(rest) = line.strip_prefix(beginning) {
                return rest.trim().to_owned();
            }
            said.push_str(&line);
        }
    }

    /// Says one word and waits until it has been done.
    pub fn tell(&mut self, word: &str) {
        writeln!(self.words, "{word}").expect("the companion listens");
        self.hear("done");
    }
}
