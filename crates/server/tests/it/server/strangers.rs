//! What strangers at the served program cost the others.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use super::commands::{starts_serving, xianban};

#[test]
fn silent_strangers_keep_nobody_out() {
    let data = TempDir::new().unwrap();
    let config = data.path().join("xianban.toml");
    std::fs::write(&config, "[connections]\nmost = 16\n").unwrap();
    let mut command = xianban(data.path(), &["demo", "--empty"]);
    command.arg("--config").arg(&config);
    let (mut program, said) = starts_serving(command);
    let address = said.lines().find_map(|line| line.split_once("http://")).unwrap().1;
    let address = address.trim_end_matches('/').to_owned();
    let mut office = asks(TcpStream::connect(&address).unwrap());
    let strangers: Vec<_> = (0..200).map(|_| TcpStream::connect(&address).unwrap()).collect();
    asks(TcpStream::connect(&address).unwrap());
    office = asks(office);
    let mut first = &strangers[0];
    first.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    assert!(matches!(first.read(&mut [0]), Ok(0) | Err(_)), "the oldest silent one was closed");
    drop((office, strangers));
    assert!(Command::new("kill").arg(program.id().to_string()).status().unwrap().success());
    assert!(program.wait().unwrap().success());
}

/// Asks whether the program is ready, on this connection, and keeps it.
fn asks(mut stream: TcpStream) -> TcpStream {
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    let (mut answer, mut piece) = (Vec::new(), [0; 1024]);
    while !answer.windows(4).any(|four| four == b"\r\n\r\n") {
        let n = stream.read(&mut piece).unwrap();
        assert_ne!(n, 0, "closed before it was answered");
        answer.extend_from_slice(&piece[..n]);
    }
    assert!(answer.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&answer));
    stream
}
