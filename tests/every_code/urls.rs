//! Paths and templates.

use model::diagnostic::Severity::Warning;

use super::{Case, url};

pub fn cases() -> Vec<Case> {
    vec![
        Case {
            code: "url-not-a-path",
            severity: Warning,
            position: "2:2",
            message: "Enter an API path, for example /hubs/ecommerce/customers.",
            text: url("x"),
            similar: url("/"),
        },
        Case {
            code: "url-odd-quotes",
            severity: Warning,
            position: "2:7",
            message: "Unbalanced quotes (') in this path.",
            text: url("/x?a='b"),
            similar: url("/x?a='b'"),
        },
        Case {
            code: "template-unbalanced",
            severity: Warning,
            position: "2:7",
            message: "Unbalanced braces: a template is written ${…}.",
            text: url("/x?a=${epoch"),
            similar: url("/x?a=${epoch}"),
        },
        Case {
            code: "template-no-dollar",
            severity: Warning,
            position: "2:7",
            message: "A template starts with a dollar sign. Write ${…}.",
            text: url("/x?a={date:yyyy}"),
            similar: url("/x?a=${date:yyyy}"),
        },
        Case {
            code: "template-unknown",
            severity: Warning,
            position: "2:9",
            message: "Date isn't a known template. Use ${gmtDate:…}, ${date:…}, ${dateTimeZone:zone:…}, ${epoch} or \
             ${milliseconds}.",
            text: url("/x?a=${Date}"),
            similar: url("/x?a=${date}"),
        },
        Case {
            code: "template-epoch-unit",
            severity: Warning,
            position: "2:15",
            message: "ns isn't a unit of ${epoch}. Use s, ms or us, or nothing for milliseconds.",
            text: url("/x?a=${epoch:ns}"),
            similar: url("/x?a=${epoch:us}"),
        },
        Case {
            code: "template-no-pattern",
            severity: Warning,
            position: "2:9",
            message: "Add a date pattern, for example ${gmtDate:yyyy-MM-dd'T'HH:mm:ss}.",
            text: url("/x?a=${gmtDate}"),
            similar: url("/x?a=${gmtDate:yyyy}"),
        },
        Case {
            code: "template-no-zone",
            severity: Warning,
            position: "2:9",
            message: "Add the time zone and the pattern, for example ${dateTimeZone:PST:yyyy-MM-dd}.",
            text: url("/x?a=${dateTimeZone:yyyy}"),
            similar: url("/x?a=${dateTimeZone:PST:yyyy}"),
        },
    ]
}
