//! Words as POSIX shells make them (POSIX.1-2017, Shell Command Language, 2.2 and 2.7.4; bash manual,
//! 3.1.2 for `$'…'`), and as fish does (fish manual, The fish language, Quotes).

use super::{Command, References, Word, continues, json};
use crate::piece::Piece;
use crate::told::{Notes, Refused, What, Why};

/// The commands of `text` from the byte `from` on.
pub(super) fn commands<'t>(
    text: &'t str,
    from: usize,
    is_fish: bool,
    notes: &mut Notes<'t>,
) -> Result<Vec<Command>, Refused> {
    let mut reader = Reader {
        text,
        bytes: text.as_bytes(),
        at: from,
        is_fish,
        notes,
        documents: Vec::new(),
        references: Vec::new(),
    };
    let mut commands = vec![Command::default()];
    while reader.step(&mut commands)? {}
    reader.read_documents(&mut commands);
    commands.retain(|command| !command.words.is_empty());
    Ok(commands)
}

/// A here-document that was announced, and begins on the next line.
struct Document {
    command: usize,
    delimiter: String,
    is_quoted: bool,
    /// `<<-`: tabs at the start of its lines are not part of it.
    strips_tabs: bool,
    start: usize,
}

struct Reader<'t, 'n> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    is_fish: bool,
    notes: &'n mut Notes<'t>,
    documents: Vec<Document>,
    /// Those of the word or here-document that is being read.
    references: References,
}

impl Reader<'_, '_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Reads the next word, operator or line break. Returns whether there is more.
    fn step(&mut self, commands: &mut Vec<Command>) -> Result<bool, Refused> {
        self.skip_blanks();
        let Some(&byte) = self.bytes.get(self.at) else { return Ok(false) };
        let is_command = commands.last().is_some_and(|command| !command.words.is_empty());
        match byte {
            b'\n' => {
                let line_end = self.at;
                self.at += 1;
                self.read_documents(commands);
                if !is_command {
                    return Ok(true);
                }
                let next = self.rest().trim_start();
                if commands.last().is_some_and(|command| wants_more(command, next)) {
                    let carriage_return = usize::from(self.text[..line_end].ends_with('\r'));
                    self.at = self.text.len() - next.len();
                    self.notes.push(line_end - carriage_return, What::MissingJoint('\\'));
                } else {
                    commands.push(Command::default());
                }
            }
            b'#' => self.at += self.rest().find('\n').unwrap_or(self.rest().len()),
            b'\\' if self.line_break(self.at + 1).is_some() => {
                self.at = self.line_break(self.at + 1).unwrap_or(self.at);
                self.skip_prompt();
            }
            b'\\' if self.bytes.get(self.at + 1).is_some_and(|byte| matches!(byte, b' ' | b'\t')) => {
                self.blank_after_backslash(commands)?;
            }
            b';' | b'|' | b'&' => {
                let is_pipe = byte == b'|' && self.bytes.get(self.at + 1) != Some(&b'|');
                self.at += 1;
                if let Some(command) = commands.last_mut().filter(|_| is_command) {
                    command.is_piped = is_pipe;
                    commands.push(Command::default());
                }
            }
            b'<' | b'>' => self.redirection(commands)?,
            _ => {
                let word = self.word()?;
                Self::push(commands, word);
            }
        }
        Ok(true)
    }

    fn push(commands: &mut [Command], word: Word) {
        if let Some(command) = commands.last_mut() {
            command.words.push(word);
        }
    }

    fn skip_blanks(&mut self) {
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b' ' | b'\t' => self.at += 1,
                b'\r' if self.bytes.get(self.at + 1) == Some(&b'\n') => self.at += 1,
                // A no-break space, from a page that was copied.
                0xc2 if self.bytes.get(self.at + 1) == Some(&0xa0) => self.at += 2,
                _ => break,
            }
        }
    }

    /// Where the line break at the byte `at` ends, if one stands there.
    fn line_break(&self, at: usize) -> Option<usize> {
        match self.bytes.get(at..)? {
            [b'\n', ..] => Some(at + 1),
            [b'\r', b'\n', ..] => Some(at + 2),
            [] => Some(at),
            _ => None,
        }
    }

    /// The prompt that a terminal shows before a line that goes on.
    fn skip_prompt(&mut self) {
        if let Some(after) = self.rest().trim_start_matches([' ', '\t']).strip_prefix("> ")
            && continues(after.trim_start())
        {
            self.at = self.text.len() - after.len();
        }
    }

    /// A backslash before blanks: at a line's end, or where the line break was lost, it was to join lines.
    fn blank_after_backslash(&mut self, commands: &mut [Command]) -> Result<(), Refused> {
        let after = self.text[self.at + 1..].trim_start_matches([' ', '\t']);
        let next = after.trim_start_matches(['\r', '\n', ' ', '\t']);
        if next.is_empty() || after.starts_with(['\r', '\n']) || continues(next) {
            self.notes.push(self.at, What::BlankAfterBackslash);
            self.at = self.text.len() - next.len();
        } else {
            let word = self.word()?;
            Self::push(commands, word);
        }
        Ok(())
    }

    /// `<`, `>` and what follows; only here-documents and here-strings matter to the request.
    fn redirection(&mut self, commands: &mut [Command]) -> Result<(), Refused> {
        let start = self.at;
        if self.is_placeholder() {
            let word = self.word()?;
            Self::push(commands, word);
            return Ok(());
        }
        let length = self.rest().bytes().take(3).take_while(|byte| matches!(byte, b'<' | b'>' | b'&')).count();
        let operator = &self.text[start..start + length];
        self.at += length;
        let strips_tabs = operator == "<<" && self.bytes.get(self.at) == Some(&b'-');
        self.at += usize::from(strips_tabs);
        self.skip_blanks();
        if matches!(self.bytes.get(self.at), None | Some(b'\n' | b'<' | b'>' | b';' | b'|')) {
            return Ok(());
        }
        let word = self.word()?;
        let command = commands.len() - 1;
        match operator {
            "<<" => self.documents.push(Document {
                command,
                is_quoted: word.is_quoted || self.text[word.start..self.at].contains('\\'),
                delimiter: word.piece.text,
                strips_tabs,
                start,
            }),
            "<<<" => {
                commands[command].input = Some(word.piece);
                commands[command].input_references = word.references;
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether a placeholder of the documentation, such as `<URL>`, stands at the cursor.
    fn is_placeholder(&self) -> bool {
        let Some(inside) = self.rest().strip_prefix('<') else { return false };
        let end =
            inside.bytes().take(60).position(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'_' | b'-'));
        end.is_some_and(|end| end > 1 && inside.as_bytes()[end] == b'>')
    }

    /// Reads the here-documents that were announced; they begin at the cursor.
    fn read_documents(&mut self, commands: &mut [Command]) {
        for document in std::mem::take(&mut self.documents) {
            let mut piece = Piece::default();
            let mut is_closed = false;
            while self.at < self.bytes.len() {
                let length = self.rest().find('\n').map_or(self.rest().len(), |at| at + 1);
                let mut start = self.at;
                self.at += length;
                if document.strips_tabs {
                    start += self.text[start..self.at].bytes().take_while(|byte| *byte == b'\t').count();
                }
                let line = &self.text[start..self.at];
                if line.trim_end_matches(['\r', '\n']) == document.delimiter {
                    is_closed = true;
                    break;
                }
                if document.is_quoted {
                    piece.push(line, start);
                } else {
                    self.expand_line(start..self.at, &mut piece);
                }
            }
            if !is_closed {
                self.notes.push(document.start, What::OpenHereDocument);
            }
            if let Some(command) = commands.get_mut(document.command) {
                command.input = Some(piece);
                command.input_references = std::mem::take(&mut self.references);
            }
        }
    }

    /// A line of a here-document whose delimiter is not quoted: as in double quotes, but `"` is nothing
    /// special (2.7.4).
    fn expand_line(&mut self, line: std::ops::Range<usize>, piece: &mut Piece) {
        let mut at = line.start;
        let mut plain = at;
        while at < line.end {
            let rest = &self.text[at..line.end];
            if let Some(next) = rest.strip_prefix('\\').filter(|next| next.starts_with(['$', '`', '\\', '\n'])) {
                piece.push(&self.text[plain..at], plain);
                plain = at + 1 + usize::from(next.starts_with('\n'));
                at += 2;
            } else if let Some((kind, length)) = json::reference(rest) {
                self.references.push((at, kind));
                at += length;
            } else {
                at += 1 + rest.bytes().skip(1).take_while(|byte| !matches!(byte, b'\\' | b'$' | b'`')).count();
            }
        }
        piece.push(&self.text[plain..line.end.max(plain)], plain);
    }

    /// Reads the word at the cursor: what is quoted, escaped and plain, as long as no blank parts it.
    fn word(&mut self) -> Result<Word, Refused> {
        let mut word = Word { piece: Piece::default(), start: self.at, is_quoted: false, references: Vec::new() };
        let mut body = None;
        while let Some(&byte) = self.bytes.get(self.at) {
            let start = self.at;
            match byte {
                b'\'' | b'"' => {
                    word.is_quoted = true;
                    self.at += 1;
                    if byte == b'\'' { self.single(&mut word, &mut body)? } else { self.double(&mut word, &mut body)? }
                }
                b'\\' => match self.line_break(start + 1) {
                    Some(end) if end > start + 1 => self.at = end,
                    _ => {
                        let length = self.text[start + 1..].chars().next().map_or(0, char::len_utf8);
                        let escaped = &self.text[start + 1..start + 1 + length];
                        word.piece.push(escaped, start + 1);
                        if let Some(body) = &mut body {
                            escaped.bytes().for_each(|byte| body.step(byte));
                        }
                        self.at += 1 + length;
                    }
                },
                b'$' if self.bytes.get(start + 1) == Some(&b'\'') => {
                    word.is_quoted = true;
                    self.at += 2;
                    self.ansi(&mut word.piece)?;
                }
                b'$' if self.bytes.get(start + 1) == Some(&b'"') => self.at += 1,
                b'$' | b'`' => self.reference(&mut word.piece),
                b'\r' if self.bytes.get(start + 1) == Some(&b'\n') => break,
                // In an address it was meant as it is.
                b'&' if self.bytes.get(start + 1).is_none_or(|next| matches!(next, b' ' | b'\n' | b'&' | b'\r')) => {
                    break;
                }
                b'>' if word.piece.text.starts_with('<') => {
                    word.piece.push(">", start);
                    self.at += 1;
                }
                b'<' if self.is_placeholder() => {
                    word.piece.push("<", start);
                    self.at += 1;
                    let length = self.rest().find('>').map_or(0, |at| at + 1);
                    word.piece.push(&self.text[self.at..self.at + length], self.at);
                    self.at += length;
                }
                b' ' | b'\t' | b'\n' | b';' | b'|' | b'<' | b'>' => break,
                _ => {
                    let plain = |byte: &u8| !b"'\"\\$` \t\r\n;|&<>".contains(byte);
                    let length = 1 + self.bytes[start + 1..].iter().take_while(|byte| plain(byte)).count();
                    word.piece.push(&self.text[start..start + length], start);
                    self.at += length;
                }
            }
        }
        word.references = std::mem::take(&mut self.references);
        Ok(word)
    }

    /// A `$` or a backtick outside single quotes.
    fn reference(&mut self, piece: &mut Piece) {
        let start = self.at;
        let length = json::reference(self.rest()).map_or(1, |(kind, length)| {
            self.references.push((start, kind));
            length
        });
        piece.push(&self.text[start..start + length], start);
        self.at = start + length;
    }

    /// Reads on after a `'`.
    fn single(&mut self, word: &mut Word, body: &mut Option<json::Progress>) -> Result<(), Refused> {
        let start = self.at;
        if self.is_fish {
            return self.fish_single(&mut word.piece);
        }
        if body.is_none() && may_be_body(&word.piece.text) && json::begins(self.rest()) {
            *body = Some(json::Progress::default());
        }
        if let Some(progress) = body {
            self.at = json::read(self.text, start, b'\'', progress, &mut word.piece, self.notes);
            return Ok(());
        }
        let length = self.rest().find('\'').ok_or((Some(start - 1), Why::OpenQuote { quote: '\'' }))?;
        word.piece.push(&self.text[start..start + length], start);
        self.at = start + length + 1;
        self.notes.has_escaped_quote |= json::is_escaped(&self.text[start..start + length]);
        Ok(())
    }

    /// fish: between single quotes `\'` and `\\` are escapes.
    fn fish_single(&mut self, piece: &mut Piece) -> Result<(), Refused> {
        let open = self.at - 1;
        loop {
            let length = self.rest().find(['\'', '\\']).ok_or((Some(open), Why::OpenQuote { quote: '\'' }))?;
            piece.push(&self.text[self.at..self.at + length], self.at);
            self.at += length + 1;
            if self.bytes[self.at - 1] == b'\'' {
                return Ok(());
            }
            if let Some(escaped @ (b'\'' | b'\\')) = self.bytes.get(self.at) {
                piece.push_char(char::from(*escaped), self.at);
                self.at += 1;
            } else {
                piece.push("\\", self.at - 1);
            }
        }
    }

    /// Reads on after a `"`: `$`, backtick and backslash keep a meaning (2.2.3).
    fn double(&mut self, word: &mut Word, body: &mut Option<json::Progress>) -> Result<(), Refused> {
        let open = self.at - 1;
        if body.is_none() && may_be_body(&word.piece.text) && is_unescaped_body(self.rest()) {
            let mut progress = json::Progress::default();
            self.at = json::read(self.text, self.at, b'"', &mut progress, &mut word.piece, self.notes);
            return Ok(());
        }
        loop {
            let length = self.rest().find(['"', '\\', '$', '`']).ok_or((Some(open), Why::OpenQuote { quote: '"' }))?;
            word.piece.push(&self.text[self.at..self.at + length], self.at);
            self.at += length;
            match self.bytes[self.at] {
                b'"' => {
                    self.at += 1;
                    return Ok(());
                }
                b'\\' => {
                    self.at += 1;
                    if let Some(end) = self.line_break(self.at) {
                        self.at = end;
                    } else if let Some(escaped @ (b'$' | b'`' | b'"' | b'\\')) = self.bytes.get(self.at) {
                        // In fish a backtick is nothing special, so a backslash before it stays.
                        if self.is_fish && *escaped == b'`' {
                            word.piece.push("\\", self.at - 1);
                        }
                        word.piece.push_char(char::from(*escaped), self.at);
                        self.at += 1;
                    } else {
                        word.piece.push("\\", self.at - 1);
                    }
                }
                _ => self.reference(&mut word.piece),
            }
        }
    }

    /// Reads on after `$'` (bash manual, 3.1.2.4).
    fn ansi(&mut self, piece: &mut Piece) -> Result<(), Refused> {
        let open = self.at - 1;
        loop {
            let length = self.rest().find(['\'', '\\']).ok_or((Some(open), Why::OpenQuote { quote: '\'' }))?;
            piece.push(&self.text[self.at..self.at + length], self.at);
            self.at += length;
            if self.bytes[self.at] == b'\'' {
                self.at += 1;
                return Ok(());
            }
            self.ansi_escape(piece);
        }
    }

    fn ansi_escape(&mut self, piece: &mut Piece) {
        let start = self.at;
        let Some(&kind) = self.bytes.get(start + 1) else {
            self.at = start + 1;
            return;
        };
        self.at = start + 2;
        let character = match kind {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'a' => '\u{7}',
            b'b' => '\u{8}',
            b'e' | b'E' => '\u{1b}',
            b'f' => '\u{c}',
            b'v' => '\u{b}',
            b'\\' | b'\'' | b'"' | b'?' => char::from(kind),
            b'u' | b'U' => {
                let (mut value, _) = self.digits(16, if kind == b'u' { 4 } else { 8 });
                // Browsers write one escape for each half of a character outside the basic plane.
                if (0xd800..0xdc00).contains(&value) && self.rest().starts_with("\\u") {
                    let before = self.at;
                    self.at += 2;
                    let (low, _) = self.digits(16, 4);
                    if (0xdc00..0xe000).contains(&low) {
                        value = 0x1_0000 + ((value - 0xd800) << 10) + (low - 0xdc00);
                    } else {
                        self.at = before;
                    }
                }
                char::from_u32(value).unwrap_or('\u{fffd}')
            }
            b'x' | b'0'..=b'7' => return self.ansi_bytes(start, piece),
            b'c' => {
                let control = self.bytes.get(self.at).map_or(0, |byte| byte.to_ascii_uppercase() ^ 0x40);
                self.at += usize::from(control < 0x80 && self.at < self.bytes.len());
                char::from(control & 0x7f)
            }
            // Any other backslash stays.
            _ => {
                self.at = start + 1;
                '\\'
            }
        };
        piece.push_char(character, start);
    }

    /// Bytes given by their numbers: together they may be one character's UTF-8.
    fn ansi_bytes(&mut self, start: usize, piece: &mut Piece) {
        let mut bytes = Vec::new();
        self.at = start;
        while let [b'\\', kind @ (b'x' | b'0'..=b'7'), ..] = self.bytes[self.at..] {
            let before = self.at;
            self.at += if kind == b'x' { 2 } else { 1 };
            let (value, length) = if kind == b'x' { self.digits(16, 2) } else { self.digits(8, 3) };
            if length == 0 {
                self.at = before + 1;
                bytes.extend(b"\\");
                break;
            }
            bytes.push((value & 0xff) as u8);
        }
        piece.push(&String::from_utf8_lossy(&bytes), start);
    }

    /// Up to `most` digits at the cursor: their value, and how many there are.
    fn digits(&mut self, radix: u32, most: usize) -> (u32, usize) {
        let digit = |byte: &u8| char::from(*byte).to_digit(radix);
        let digits: Vec<u32> = self.bytes[self.at..].iter().take(most).map_while(digit).collect();
        self.at += digits.len();
        (digits.iter().fold(0_u32, |value, digit| value.wrapping_mul(radix).wrapping_add(*digit)), digits.len())
    }
}

/// Whether the command goes on with `next`, which begins another line.
fn wants_more(command: &Command, next: &str) -> bool {
    let is_curl = command.words.first().is_some_and(|word| word.piece.text.starts_with('-'))
        || command.words.iter().any(|word| crate::curl::is_curl(&word.piece.text));
    let takes_value = command.words.last().is_some_and(|word| {
        !word.is_quoted
            && matches!(
                word.piece.text.as_str(),
                "-d" | "-H"
                    | "-X"
                    | "--data"
                    | "--data-raw"
                    | "--data-binary"
                    | "--header"
                    | "--request"
                    | "--url"
                    | "--json"
            )
    });
    is_curl && (continues(next) || takes_value && !next.is_empty())
}

/// Whether a body can begin after this part of a word: it is nothing, or an option or name before it.
fn may_be_body(before: &str) -> bool {
    before.is_empty() || before == "-d" || before.ends_with('=')
}

/// Whether what follows a `"` is a body whose own quotes are not escaped: `{`, and then a quote and a name.
fn is_unescaped_body(rest: &str) -> bool {
    let Some(inside) = rest.trim_start().strip_prefix('{') else { return false };
    let Some(name) = inside.trim_start().strip_prefix('"') else { return false };
    name.starts_with(|c: char| c.is_alphanumeric() || c == '_')
}
