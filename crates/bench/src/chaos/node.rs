use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::Outcome;

/// A start, or an end, that takes longer has failed.
const LONGEST: Duration = Duration::from_mins(1);

/// One process of the program, always at the same address.
pub struct Node {
    /// Where it listens.
    pub address: SocketAddr,
    /// The file that says how far its clock is off.
    pub clock: PathBuf,
    command: Box<dyn Fn() -> Command + Send>,
    child: Option<Child>,
}

impl Node {
    /// One that does not run yet.
    pub fn new(
        address: SocketAddr,
        clock: PathBuf,
        command: impl Fn() -> Command + Send + 'static,
    ) -> Self {
        Self { address, clock, command: Box::new(command), child: None }
    }

    /// Starts it without waiting for anything.
    pub fn begins(&mut self) -> Outcome<()> {
        let mut command = (self.command)();
        self.child = Some(command.stdout(Stdio::null()).spawn()?);
        Ok(())
    }

    /// Waits until it can be given requests. One that ended because its database was away is begun
    /// again, as a service manager does.
    pub fn is_ready(&mut self) -> Outcome<()> {
        let began = Instant::now();
        while began.elapsed() < LONGEST {
            if self.answers() {
                return Ok(());
            }
            let child = self.child.as_mut().ok_or("a node that was never begun")?;
            if child.try_wait()?.is_some() {
                self.begins()?;
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err(format!("{} is not ready within {LONGEST:?}", self.address).into())
    }

    /// Ends it as a power cut does.
    pub fn is_killed(&mut self) -> Outcome<()> {
        let Some(child) = &mut self.child else { return Ok(()) };
        drop(child.kill());
        child.wait()?;
        Ok(())
    }

    /// Ends it as a service manager does; in seconds how long it took.
    pub fn is_stopped(&mut self) -> Outcome<f64> {
        let Some(child) = &mut self.child else { return Ok(0.0) };
        let began = Instant::now();
        Command::new("kill").args(["-TERM", &child.id().to_string()]).status()?;
        while child.try_wait()?.is_none() {
            if began.elapsed() > LONGEST {
                return Err(format!("{} does not stop within {LONGEST:?}", self.address).into());
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(began.elapsed().as_secs_f64())
    }

    fn answers(&self) -> bool {
        let ask = || -> std::io::Result<bool> {
            let mut stream = TcpStream::connect(self.address)?;
            stream.set_read_timeout(Some(Duration::from_secs(5)))?;
            let host = self.address;
            write!(stream, "GET /readyz HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n")?;
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer)?;
            Ok(answer.starts_with(b"HTTP/1.1 200 "))
        };
        ask().unwrap_or(false)
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        drop(self.is_killed());
    }
}
