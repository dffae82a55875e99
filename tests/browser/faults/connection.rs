//! Faults of the connection, and the page's message about each.

use super::server::ServerAction::{self, Drop, Reset, Send, Stall, Trickle};

/// A fault, and the expected message about it.
#[derive(Clone, Copy)]
pub struct Fault {
    /// The fault's name; also the name of the instance.
    pub name: &'static str,
    /// The server's action.
    pub action: ServerAction,
    /// The `kind` of the event.
    pub kind: &'static str,
    /// A part of the message.
    pub message: &'static str,
    /// The instance may exist afterwards. After the other faults it certainly doesn't.
    pub may_exist: bool,
}

/// Faults of the connection that are reported at once.
pub const CONNECTION_FAULTS: [Fault; 10] = [
    Fault {
        name: "no CORS header",
        action: Send("HTTP/1.1 200 OK\r\nContent-Length: 29\r\n\r\n{\"id\":12345,\"token\":\"t0ken=\"}"),
        kind: "unreachable",
        message: "may still have arrived",
        may_exist: true,
    },
    Fault {
        name: "closed without an answer",
        action: Send(""),
        kind: "unreachable",
        message: "may still have arrived",
        may_exist: true,
    },
    Fault {
        name: "kept from the preflight, and closed",
        action: Drop,
        kind: "unreachable",
        message: "possibly twice",
        may_exist: true,
    },
    Fault {
        name: "reset without an answer",
        action: Reset(""),
        kind: "unreachable",
        message: "may still have arrived",
        may_exist: true,
    },
    Fault {
        name: "no HTTP at all",
        action: Send("SSH-2.0-OpenSSH_9.2\r\n\r\n"),
        kind: "unreachable",
        message: "may still have arrived",
        may_exist: true,
    },
    Fault {
        name: "closed in the head",
        action: Send("HTTP/1.1 200 OK\r\nAccess-Con"),
        kind: "unreachable",
        message: "may still have arrived",
        may_exist: true,
    },
    Fault {
        name: "shorter than it says",
        action: Send("Content-Length: 500\r\n\r\n{\"id\":12345,"),
        kind: "cut-off",
        message: "was incomplete",
        may_exist: true,
    },
    Fault {
        name: "reset in the body",
        action: Reset("Content-Length: 500\r\n\r\n{\"id\":12345,"),
        kind: "cut-off",
        message: "was incomplete",
        may_exist: true,
    },
    Fault {
        name: "a broken chunk",
        action: Send("Transfer-Encoding: chunked\r\n\r\n1d\r\n{\"id\":12345,\r\nxyz\r\n"),
        kind: "cut-off",
        message: "was incomplete",
        may_exist: true,
    },
    Fault {
        name: "compressed, it says",
        action: Send("Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope"),
        kind: "cut-off",
        message: "was incomplete",
        may_exist: true,
    },
];

/// Faults that are reported after the page's time limit.
pub const SLOW_FAULTS: [Fault; 3] = [
    Fault {
        name: "no answer for ever",
        action: Stall(""),
        kind: "timed-out",
        message: "within 30 seconds",
        may_exist: true,
    },
    Fault {
        name: "a head, and nothing more",
        action: Stall("Content-Length: 29\r\n\r\n"),
        kind: "timed-out",
        message: "within 30 seconds",
        may_exist: true,
    },
    Fault {
        name: "a byte a second",
        action: Trickle("Content-Length: 500\r\n\r\n"),
        kind: "timed-out",
        message: "within 30 seconds",
        may_exist: true,
    },
];
