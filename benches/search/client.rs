//! A light HTTP/1.1 client: GET over one kept-alive connection, so that little of the machine goes to asking.

use std::error::Error;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Longest wait for one answer.
const TIME_OUT: Duration = Duration::from_secs(30);

/// One connection to the server.
pub(crate) struct Client {
    reader: BufReader<TcpStream>,
    body: Vec<u8>,
    head: String,
    /// Lines of the head that every request has beside its own, each with its end.
    pub(crate) headers: String,
}

/// The head of an answer; its body stays in the client until the next request.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    /// Status code.
    pub(crate) status: u16,
    /// Where a redirect leads; empty without one.
    pub(crate) location: String,
    /// Bytes of the body as sent.
    pub(crate) bytes: usize,
    /// Whether it has a validator, as answers have that the server may keep.
    pub(crate) tagged: bool,
    chunked: bool,
    closes: bool,
}

impl Client {
    /// Connects.
    pub(crate) fn connect(server: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect_timeout(&server, TIME_OUT)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(TIME_OUT))?;
        let reader = BufReader::with_capacity(64 << 10, stream);
        Ok(Self { reader, body: Vec::new(), head: String::new(), headers: String::new() })
    }

    /// Asks for a path and reads the whole answer, following no redirect.
    pub(crate) fn get(&mut self, path: &str, encoding: &str) -> Result<Answer, Box<dyn Error>> {
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: devanture-bench\r\nAccept-Encoding: {encoding}\r\n{}\r\n",
            self.headers
        );
        self.reader.get_mut().write_all(request.as_bytes())?;
        let answer = self.read_head()?;
        self.body.clear();
        if answer.chunked {
            self.read_chunks()?;
        } else {
            self.read_bytes(answer.bytes)?;
        }
        if answer.closes {
            let (body, headers) = (std::mem::take(&mut self.body), std::mem::take(&mut self.headers));
            *self = Self { body, headers, ..Self::connect(self.reader.get_ref().peer_addr()?)? };
        }
        Ok(Answer { bytes: self.body.len(), ..answer })
    }

    /// The body of the last answer, as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn line(&mut self) -> io::Result<&str> {
        self.head.clear();
        if self.reader.read_line(&mut self.head)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(self.head.trim_end())
    }

    fn read_head(&mut self) -> Result<Answer, Box<dyn Error>> {
        let status = self.line()?.split(' ').nth(1).ok_or("no status line")?.parse()?;
        let mut answer = Answer { status, ..Answer::default() };
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else { return Ok(answer) };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => answer.bytes = value.parse()?,
                "transfer-encoding" => answer.chunked = value.eq_ignore_ascii_case("chunked"),
                "connection" => answer.closes = value.eq_ignore_ascii_case("close"),
                "etag" => answer.tagged = true,
                "location" => value.clone_into(&mut answer.location),
                _ => {}
            }
        }
    }

    fn read_bytes(&mut self, count: usize) -> io::Result<()> {
        let read = (&mut self.reader).take(count as u64).read_to_end(&mut self.body)?;
        if read == count { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }

    fn read_chunks(&mut self) -> Result<(), Box<dyn Error>> {
        loop {
            let size = usize::from_str_radix(self.line()?.split(';').next().unwrap_or_default(), 16)?;
            self.read_bytes(size)?;
            self.line()?;
            if size == 0 {
                return Ok(());
            }
        }
    }
}
