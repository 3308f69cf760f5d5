//! The built program, as it is shipped: how soon it answers when it is started again, and how much
//! memory it holds a minute later.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde::Serialize;
use tempfile::TempDir;

use crate::Outcome;
use crate::machine::kilobytes;

/// When the memory is looked at, after the start.
const SETTLED: Duration = Duration::from_mins(1);
/// A start that takes longer has failed.
const LONGEST: Duration = Duration::from_mins(2);

/// What was seen of the program with the demo's data.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Program {
    /// From the first start, which makes the data, to the first answer, in milliseconds.
    pub first_start_ms: f64,
    /// The same of the second start.
    pub second_start_ms: f64,
    /// Resident memory (`VmRSS`) 60 s after the second start, MB.
    pub resident_mb: f64,
    /// The most it ever held until then (`VmHWM`), MB.
    pub most_mb: f64,
}

/// Starts `xianban demo` twice on the same data.
pub fn measure(program: &Path) -> Outcome<Program> {
    let data = TempDir::with_prefix("xianban-bench-")?;
    eprintln!("starting {} twice, then waiting a minute", program.display());
    let first = Running::start(program, &demo_in(data.path()))?;
    let first_start_ms = first.answered_after;
    first.stop()?;
    let began = Instant::now();
    let second = Running::start(program, &demo_in(data.path()))?;
    thread::sleep(SETTLED.saturating_sub(began.elapsed()));
    let seen = Program {
        first_start_ms,
        second_start_ms: second.answered_after,
        resident_mb: second.resident_mb()?,
        most_mb: megabytes(kilobytes(&second.status(), "VmHWM")?),
    };
    second.stop()?;
    Ok(seen)
}

/// What the program is told to start the bare demo on this data.
pub fn demo_in(data: &Path) -> Vec<OsString> {
    let words = ["demo", "--empty", "--data"].map(OsString::from);
    words.into_iter().chain([data.into()]).collect()
}

/// A started program; ended when dropped.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    child: Child,
    answered_after: f64,
}

impl Running {
    /// Starts it and waits for its first page.
    pub fn start(program: &Path, told: &[OsString]) -> Outcome<Self> {
        let mut command = Command::new(program);
        command.args(told).stdout(Stdio::null()).stderr(Stdio::null());
        Self::begin(command)
    }

    /// The same with a command that has everything but the address.
    pub fn begin(command: Command) -> Outcome<Self> {
        Self::begin_at(command, free_address()?)
    }

    /// The same with an address that others know already.
    pub fn begin_at(mut command: Command, address: SocketAddr) -> Outcome<Self> {
        let began = Instant::now();
        let child = command.args(["--listen", &address.to_string()]).spawn()?;
        let mut running = Self { address, child, answered_after: 0.0 };
        while !answers(address) {
            if let Some(status) = running.child.try_wait()? {
                return Err(format!("the program ended at its start: {status}").into());
            }
            if began.elapsed() > LONGEST {
                return Err("the program does not answer".into());
            }
            thread::sleep(Duration::from_millis(2));
        }
        running.answered_after = began.elapsed().as_secs_f64() * 1000.0;
        Ok(running)
    }

    /// What the kernel tells of it.
    pub fn status(&self) -> String {
        format!("/proc/{}/status", self.child.id())
    }

    /// Resident memory now, MB.
    pub fn resident_mb(&self) -> Outcome<f64> {
        resident_mb(&self.status())
    }

    /// Asks it to stop, as a service manager does, and waits for it.
    pub fn stop(mut self) -> Outcome<()> {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status()?;
        let status = self.child.wait()?;
        if status.success() { Ok(()) } else { Err(format!("the program ended: {status}").into()) }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Ended already, unless something went wrong before it was asked to stop.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// An address of this machine that nobody listens at.
pub fn free_address() -> Outcome<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}

/// Whether the first page comes.
fn answers(address: SocketAddr) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect(address)?;
        write!(stream, "GET / HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n")?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(answer.starts_with(b"HTTP/1.1 200 "))
    };
    ask().unwrap_or(false)
}

/// Resident memory of the process with this status, MB.
pub fn resident_mb(status: &str) -> Outcome<f64> {
    Ok(megabytes(kilobytes(status, "VmRSS")?))
}

fn megabytes(kilobytes: u64) -> f64 {
    u32::try_from(kilobytes).map_or(f64::INFINITY, f64::from) / 1000.0
}
