//! The WebDriver protocol, as much of it as a person needs: JSON over HTTP to 127.0.0.1.
//!
//! Written out here because the client library brings eleven second versions of other crates with
//! it, for what is one request and one answer on a connection.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::OnceLock;
use std::time::Duration;

use serde_json::{Value, json};

use crate::companion::Companion;

const CHROMEDRIVER: &str = "/usr/bin/chromedriver";

/// No single command of a test takes longer; a command that does is stuck.
const PATIENCE: Duration = Duration::from_mins(1);

/// Chromedriver, one for the test process, on a port of its own choice.
pub(super) struct Driver {
    port: u16,
    pub folder: String,
    _companion: Companion,
}

impl Driver {
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Driver> = OnceLock::new();
        SHARED.get_or_init(|| {
            let script = include_str!("chromedriver.sh");
            let mut companion = Companion::start(script, &[CHROMEDRIVER]);
            let folder = companion.hear("folder ");
            let port = companion.hear("ChromeDriver was started successfully on port ");
            let port = port.trim_end_matches('.').parse().expect("a port number");
            Self { port, folder, _companion: companion }
        })
    }
}

/// One browser, by its session.
pub(super) struct Session {
    port: u16,
    path: String,
}

impl Session {
    pub async fn open(capabilities: Value) -> Self {
        let port = tokio::task::spawn_blocking(|| Driver::shared().port).await;
        let port = port.expect("chromedriver starts (Debian: apt-get install chromium-driver)");
        let wanted = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let opened = send(port, "POST", "/session", wanted).await;
        let opened = opened.unwrap_or_else(|why| panic!("the browser does not start: {why}"));
        let id = opened["sessionId"].as_str().expect("a session has an id");
        Self { port, path: format!("/session/{id}") }
    }

    /// One command of the protocol; the error is chromedriver's message.
    pub async fn command(&self, command: &str, body: Value) -> Result<Value, String> {
        send(self.port, "POST", &format!("{}/{command}", self.path), body).await
    }

    /// One command of the Chrome DevTools protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        let answer = self.command("goog/cdp/execute", body).await;
        answer.unwrap_or_else(|why| panic!("{command}: {why}"))
    }

    /// The value a script returns (`return …;`); a promise is waited for.
    pub async fn script(&self, script: &str, arguments: Value) -> Result<Value, String> {
        self.command("execute/sync", json!({ "script": script, "args": arguments })).await
    }
}

impl Drop for Session {
    /// Also when the test failed: a browser takes a few hundred megabytes.
    fn drop(&mut self) {
        if let Err(why) = exchange(self.port, "DELETE", &self.path, "") {
            eprintln!("the browser did not close: {why}");
        }
    }
}

async fn send(port: u16, method: &'static str, path: &str, body: Value) -> Result<Value, String> {
    let path = path.to_owned();
    let talk = move || exchange(port, method, &path, &body.to_string());
    tokio::task::spawn_blocking(talk).await.map_err(|error| error.to_string())?
}

fn exchange(port: u16, method: &str, path: &str, body: &str) -> Result<Value, String> {
    let answer = raw_exchange(port, method, path, body).map_err(|error| error.to_string())?;
    let mut answer: Value = serde_json::from_slice(&answer).map_err(|error| error.to_string())?;
    let value = answer["value"].take();
    match value["error"].as_str() {
        Some(code) => Err(format!("{code}: {}", value["message"].as_str().unwrap_or_default())),
        None => Ok(value),
    }
}

fn raw_exchange(port: u16, method: &str, path: &str, body: &str) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    // Chromedriver leaves the connection open, so the length says where the answer ends.
    let mut stream = BufReader::new(stream);
    let (mut length, mut line) = (0, String::new());
    while stream.read_line(&mut line)? > 2 {
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or_default();
        }
        line.clear();
    }
    let mut answer = vec![0; length];
    stream.read_exact(&mut answer)?;
    Ok(answer)
}
