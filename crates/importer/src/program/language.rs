//! The notation of each language, one row a language. The signs that identify a language are in `source/languages.rs`.

/// How the end of a literal is found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Between `open` and `close`.
    Plain,
    /// With a prefix of Python: `r`, `b`, `u`, `f`.
    Prefixed,
    /// With the signs of C#: `@`, `$`, and any number of quotes.
    CSharp,
    /// `open`, hashes and a double quote.
    Hashes,
    /// `[==[…]==]`
    Long,
    /// `R"tag(…)tag"` and `{tag|…|tag}`.
    Tagged,
    /// `open` and any bracket or sign.
    Paired,
    HereDocument,
    HereString,
    /// One character or escape.
    Char,
}

/// What a language does with a backslash before any other character.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Unknown {
    Keep,
    Drop,
    Error,
}

/// The escapes of a literal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Escapes {
    None,
    /// A backslash keeps the quote after it inside the literal, and stays.
    Raw,
    /// The backslash escapes itself and the quote only.
    Quote,
    /// A doubled quote is one quote.
    Doubled,
    /// PowerShell: the backtick escapes, and a doubled quote is one quote.
    Backtick,
    /// The letters and signs that can follow a backslash. Further capabilities: `x` two digits, `u` four, `w` only in
    /// braces, `U` eight, `o` octal, `d` decimal, `B` numbers are bytes of UTF-8, `l` joins lines, `L` and removes the
    /// indentation.
    C(&'static str, Unknown),
}

impl Escapes {
    /// Returns the byte that begins an escape.
    pub fn escape(self) -> Option<u8> {
        match self {
            Self::None | Self::Doubled => None,
            Self::Backtick => Some(b'`'),
            _ => Some(b'\\'),
        }
    }

    /// Returns whether a doubled quote is one quote.
    pub fn is_doubled(self) -> bool {
        matches!(self, Self::Doubled | Self::Backtick)
    }
}

/// The expressions inside a literal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Holes {
    None,
    /// `{name}`; doubled braces are text.
    Braces,
    /// `${name}`
    Dollar,
    /// `#{name}`
    Number,
    /// `\(name)`
    Backslash,
    /// A name after one of these signs, or `${name}`. `(`: also `$(name)`, `{`: braces around a name, `[`: an index
    /// after the name, `n`: the sign does not belong to the name, `@`: if first, also names after `@`.
    Names(&'static str),
}

/// The line breaks and indentation that do not belong to a literal.
#[derive(Clone, Copy, Default)]
pub(super) struct Layout {
    /// The line break after the opening quotes.
    pub first: bool,
    /// The line break before the closing quotes.
    pub last: bool,
    /// The common indentation.
    pub dedents: bool,
    /// The line of the closing quotes has a part in the indentation.
    pub closing: bool,
    /// All of it, for literals without escapes only.
    pub raw: bool,
}

/// A notation of literals.
pub(super) struct Quote {
    pub open: &'static str,
    pub close: &'static str,
    pub shape: Shape,
    pub escapes: Escapes,
    pub holes: Holes,
    pub layout: Layout,
    /// Further characters that the language takes for the closing quote.
    pub alternatives: &'static str,
    /// The literal ends on its line.
    pub is_line: bool,
}

const NO_LAYOUT: Layout = Layout { first: false, last: false, dedents: false, closing: false, raw: false };
const BLOCK: Layout = Layout { first: true, last: true, dedents: true, closing: true, raw: false };
const OPEN_BLOCK: Layout = Layout { first: true, last: false, dedents: true, closing: true, raw: false };
const HERE: Layout = Layout { first: false, last: false, dedents: false, closing: false, raw: false };

const fn quote(open: &'static str, shape: Shape, escapes: Escapes, holes: Holes) -> Quote {
    Quote { open, close: open, shape, escapes, holes, layout: NO_LAYOUT, alternatives: "", is_line: false }
}

const fn plain(open: &'static str, escapes: Escapes, holes: Holes) -> Quote {
    quote(open, Shape::Plain, escapes, holes)
}

const fn block(open: &'static str, escapes: Escapes, holes: Holes, layout: Layout) -> Quote {
    Quote { layout, ..plain(open, escapes, holes) }
}

const fn line(open: &'static str, escapes: Escapes, holes: Holes) -> Quote {
    Quote { is_line: true, ..plain(open, escapes, holes) }
}

/// A language.
pub(super) struct Language {
    /// The name in `source/languages.rs`.
    pub name: &'static str,
    /// A word of a program, and the library that it belongs to.
    pub libraries: &'static [(&'static str, &'static str)],
    /// The start and end of comments.
    pub comments: &'static [(&'static str, &'static str)],
    pub quotes: &'static [Quote],
    /// Characters in names, besides letters, digits and `_`.
    pub names: &'static str,
    /// The operators that join strings.
    pub joins: &'static [&'static str],
    /// The signs between a key and its value.
    pub pairs: &'static [&'static str],
    pub flags: u32,
}

/// Statements end only with a semicolon.
pub(super) const SEMICOLONS: u32 = 1;
/// Adjacent literals are one.
pub(super) const ADJACENT: u32 = 2;
/// `PowerShell`: arguments of commands are separated by spaces, and names are case-insensitive.
pub(super) const COMMANDS: u32 = 4;
/// Functions are applied by writing the argument after them.
pub(super) const JUXTAPOSED: u32 = 8;
/// Blocks begin and end with words or indentation.
pub(super) const WORDS: u32 = 16;
/// Slashes delimit regular expressions.
pub(super) const REGULAR: u32 = 32;
/// Lines that begin with `#` are directives.
pub(super) const DIRECTIVES: u32 = 64;
/// The items of a map are keys and values in turn.
pub(super) const TURNS: u32 = 128;
/// A quote after a name or bracket is an operator.
pub(super) const TRANSPOSES: u32 = 256;
/// A request without a method is GET, even with a body.
pub(super) const GETS: u32 = 512;
/// Braces after a type are a value.
pub(super) const TYPED: u32 = 2048;
/// An item of two values in brackets is a key and its value.
pub(super) const TUPLES: u32 = 4096;
/// A name before the sign is a variable, not the key itself.
pub(super) const VARIABLE_KEYS: u32 = 8192;
/// Braces are always values.
pub(super) const TABLES: u32 = 1024;

impl Language {
    /// Returns whether the language has this property.
    pub fn has(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }
}

const SLASHES: &[(&str, &str)] = &[("//", "\n"), ("/*", "*/")];
const HASH: &[(&str, &str)] = &[("#", "\n")];
const CHAR: Quote = quote("'", Shape::Char, Escapes::C("ntr0bfs'xuoe", Unknown::Keep), Holes::None);

const JS: Escapes = Escapes::C("ntr0bfvxu'\"`$/{}[]()#-.,:;=<>!?@&%+*|^~l", Unknown::Drop);
const PYTHON: Escapes = Escapes::C("ntrabfvoxuU'\"l", Unknown::Keep);
const PHP: Escapes = Escapes::C("ntrvefoxw$\"B", Unknown::Keep);
const RUBY: Escapes = Escapes::C("ntrsabefvoxuwB'\"#l`$/{}[]()-.,:;=<>!?@&%+*|^~", Unknown::Drop);
const C: Escapes = Escapes::C("ntrabefvoxuU'\"?lB", Unknown::Drop);
const C_SHARP: Escapes = Escapes::C("ntr0abefvuUx'\"", Unknown::Error);
const JAVA: Escapes = Escapes::C("ntrbfsou'\"l", Unknown::Error);
const GO: Escapes = Escapes::C("ntrabfvoxuU\"B", Unknown::Error);
const KOTLIN: Escapes = Escapes::C("ntrbu'\"$", Unknown::Error);
const RUST: Escapes = Escapes::C("ntr0xuw'\"lL", Unknown::Error);
const SWIFT: Escapes = Escapes::C("ntr0w'\"l", Unknown::Error);
const DART: Escapes = Escapes::C("ntrbfvxu'\"$`/{}[]()#-.,:;=<>!?@&%+*|^~", Unknown::Drop);
const PERL: Escapes = Escapes::C("ntrabefoxwB\"'$@`/{}[]()#-.,:;=<>!?&%+*|^~", Unknown::Drop);
const ELIXIR: Escapes = Escapes::C("ntrs0abefvxu\"'#lB`$/{}[]()-.,:;=<>!?@&%+*|^~", Unknown::Drop);
const OCAML: Escapes = Escapes::C("ntrbsdxw'\" lLB", Unknown::Keep);
const CLOJURE: Escapes = Escapes::C("ntrbfou\"", Unknown::Error);
const R: Escapes = Escapes::C("ntrabfv0xuUow'\"` ", Unknown::Error);
const JULIA: Escapes = Escapes::C("ntrabefvoxuU'\"$lLB", Unknown::Error);
const LUA: Escapes = Escapes::C("ntrabfvdxw'\"lB", Unknown::Error);
const GROOVY: Escapes = Escapes::C("ntrbfsu'\"$l", Unknown::Error);

const COLON: &[&str] = &[":"];
const ARROW: &[&str] = &["=>"];
const EQUALS: &[&str] = &["="];
const PLUS: &[&str] = &["+"];
const NO_SIGNS: &[&str] = &[];

/// The languages.
pub(super) const LANGUAGES: [Language; 26] = [
    // ECMA-262, section 12.9.
    Language {
        name: "JavaScript",
        libraries: &[
            ("fetch", "fetch"),
            ("axios", "axios"),
            ("XMLHttpRequest", "XMLHttpRequest"),
            ("$", "jQuery"),
            ("jQuery", "jQuery"),
            ("unirest", "unirest"),
            ("superagent", "superagent"),
            ("got", "got"),
            ("ky", "ky"),
            ("undici", "undici"),
            ("request", "request"),
            ("https", "https"),
            ("http", "http"),
        ],
        comments: SLASHES,
        quotes: &[line("\"", JS, Holes::None), line("'", JS, Holes::None), plain("`", JS, Holes::Dollar)],
        names: "$",
        joins: PLUS,
        pairs: COLON,
        flags: REGULAR | GETS,
    },
    // The Python Language Reference, 2.4.
    Language {
        name: "Python",
        libraries: &[
            ("requests", "requests"),
            ("httpx", "httpx"),
            ("aiohttp", "aiohttp"),
            ("http.client", "http.client"),
            ("client", "http.client"),
            ("urllib", "urllib"),
            ("urllib3", "urllib3"),
            ("pycurl", "pycurl"),
        ],
        comments: HASH,
        quotes: &[
            quote("\"\"\"", Shape::Prefixed, PYTHON, Holes::Braces),
            quote("'''", Shape::Prefixed, PYTHON, Holes::Braces),
            Quote { is_line: true, ..quote("\"", Shape::Prefixed, PYTHON, Holes::Braces) },
            Quote { is_line: true, ..quote("'", Shape::Prefixed, PYTHON, Holes::Braces) },
        ],
        names: "",
        joins: PLUS,
        pairs: &[":", "="],
        flags: ADJACENT | WORDS | VARIABLE_KEYS | TABLES,
    },
    // PHP Manual, Strings.
    Language {
        name: "PHP",
        libraries: &[
            ("curl_init", "cURL"),
            ("GuzzleHttp", "Guzzle"),
            ("HTTP_Request2", "HTTP_Request2"),
            ("Http", "Laravel"),
            ("http", "pecl_http"),
            ("file_get_contents", "streams"),
            ("HttpRequest", "pecl_http"),
        ],
        comments: &[("//", "\n"), ("#", "\n"), ("/*", "*/")],
        quotes: &[
            Quote { layout: BLOCK, ..quote("<<<", Shape::HereDocument, PHP, Holes::Names("$[")) },
            plain("'", Escapes::Quote, Holes::None),
            plain("\"", PHP, Holes::Names("$[")),
        ],
        names: "$",
        joins: &["."],
        pairs: ARROW,
        flags: SEMICOLONS,
    },
    // Ruby's doc/syntax/literals.rdoc.
    Language {
        name: "Ruby",
        libraries: &[
            ("Net", "Net::HTTP"),
            ("Faraday", "Faraday"),
            ("HTTParty", "HTTParty"),
            ("RestClient", "RestClient"),
            ("Typhoeus", "Typhoeus"),
            ("Excon", "Excon"),
        ],
        comments: &[("=begin", "=end"), ("#", "\n")],
        quotes: &[
            Quote { layout: Layout { dedents: true, ..HERE }, ..quote("<<", Shape::HereDocument, RUBY, Holes::Number) },
            quote("%q", Shape::Paired, Escapes::Quote, Holes::None),
            quote("%Q", Shape::Paired, RUBY, Holes::Number),
            quote("%w", Shape::Paired, Escapes::Quote, Holes::None),
            plain("'", Escapes::Quote, Holes::None),
            plain("\"", RUBY, Holes::Number),
        ],
        names: "?!@",
        joins: PLUS,
        pairs: &["=>", ":"],
        flags: ADJACENT | WORDS | REGULAR,
    },
    // about_Quoting_Rules, about_Special_Characters.
    Language {
        name: "PowerShell",
        libraries: &[
            ("invoke-restmethod", "Invoke-RestMethod"),
            ("irm", "Invoke-RestMethod"),
            ("invoke-webrequest", "Invoke-WebRequest"),
            ("iwr", "Invoke-WebRequest"),
            ("curl.exe", "curl"),
            ("curl", "curl"),
        ],
        comments: &[("<#", "#>"), ("#", "\n")],
        quotes: &[
            Quote {
                close: "'@",
                layout: Layout { last: true, ..HERE },
                ..quote("@'", Shape::HereString, Escapes::None, Holes::None)
            },
            Quote {
                close: "\"@",
                layout: Layout { last: true, ..HERE },
                ..quote("@\"", Shape::HereString, Escapes::Backtick, Holes::Names("$({"))
            },
            Quote { alternatives: "'‘’‚‛", ..plain("'", Escapes::Doubled, Holes::None) },
            Quote { alternatives: "'‘’‚‛", ..plain("‘", Escapes::Doubled, Holes::None) },
            Quote { alternatives: "'‘’‚‛", ..plain("’", Escapes::Doubled, Holes::None) },
            Quote { alternatives: "\"“”„", ..plain("\"", Escapes::Backtick, Holes::Names("$({")) },
            Quote { alternatives: "\"“”„", ..plain("“", Escapes::Backtick, Holes::Names("$({")) },
            Quote { alternatives: "\"“”„", ..plain("”", Escapes::Backtick, Holes::Names("$({")) },
        ],
        names: "$",
        joins: PLUS,
        pairs: EQUALS,
        flags: COMMANDS | GETS,
    },
    // C# language specification, 6.4.5.
    Language {
        name: "C#",
        libraries: &[
            ("HttpClient", "HttpClient"),
            ("HttpRequestMessage", "HttpClient"),
            ("RestClient", "RestSharp"),
            ("RestRequest", "RestSharp"),
            ("WebRequest", "WebRequest"),
            ("WebClient", "WebClient"),
        ],
        comments: SLASHES,
        quotes: &[
            Quote {
                layout: Layout { raw: true, closing: true, ..NO_LAYOUT },
                ..quote("", Shape::CSharp, C_SHARP, Holes::None)
            },
            CHAR,
        ],
        names: "@",
        joins: PLUS,
        pairs: EQUALS,
        flags: SEMICOLONS | DIRECTIVES | TYPED | TUPLES,
    },
    // The Java Language Specification, 3.10.
    Language {
        name: "Java",
        libraries: &[
            ("OkHttpClient", "OkHttp"),
            ("Unirest", "Unirest"),
            ("HttpRequest", "java.net.http"),
            ("AsyncHttpClient", "AsyncHttpClient"),
            ("HttpPost", "Apache HttpClient"),
            ("HttpURLConnection", "HttpURLConnection"),
            ("RestTemplate", "RestTemplate"),
        ],
        comments: SLASHES,
        quotes: &[block("\"\"\"", JAVA, Holes::None, OPEN_BLOCK), line("\"", JAVA, Holes::None), CHAR],
        names: "$",
        joins: PLUS,
        pairs: NO_SIGNS,
        flags: SEMICOLONS | TYPED,
    },
    // The Go Programming Language Specification, String literals.
    Language {
        name: "Go",
        libraries: &[("http", "net/http"), ("resty", "resty")],
        comments: SLASHES,
        quotes: &[line("\"", GO, Holes::None), plain("`", Escapes::None, Holes::None), CHAR],
        names: "",
        joins: PLUS,
        pairs: COLON,
        flags: TYPED | VARIABLE_KEYS,
    },
    // Kotlin language specification, String literals.
    Language {
        name: "Kotlin",
        libraries: &[("OkHttpClient", "OkHttp"), ("HttpClient", "Ktor"), ("Fuel", "Fuel"), ("khttp", "khttp")],
        comments: SLASHES,
        quotes: &[plain("\"\"\"", Escapes::None, Holes::Names("$n")), line("\"", KOTLIN, Holes::Names("$n")), CHAR],
        names: "",
        joins: PLUS,
        pairs: &["to", "="],
        flags: 0,
    },
    // The Rust Reference, Tokens.
    Language {
        name: "Rust",
        libraries: &[("reqwest", "reqwest"), ("ureq", "ureq"), ("hyper", "hyper")],
        comments: SLASHES,
        quotes: &[
            quote("r", Shape::Hashes, Escapes::None, Holes::None),
            quote("br", Shape::Hashes, Escapes::None, Holes::None),
            plain("\"", RUST, Holes::None),
            CHAR,
        ],
        names: "",
        joins: PLUS,
        pairs: COLON,
        flags: SEMICOLONS,
    },
    // ISO/IEC 9899, 6.4.5.
    Language {
        name: "C",
        libraries: &[("curl_easy_init", "libcurl"), ("CURL", "libcurl")],
        comments: SLASHES,
        quotes: &[line("\"", C, Holes::None), CHAR],
        names: "",
        joins: NO_SIGNS,
        pairs: NO_SIGNS,
        flags: SEMICOLONS | ADJACENT | DIRECTIVES,
    },
    Language {
        name: "C++",
        libraries: &[("cpr", "cpr"), ("curl_easy_init", "libcurl"), ("QNetworkRequest", "Qt")],
        comments: SLASHES,
        quotes: &[quote("R\"", Shape::Tagged, Escapes::None, Holes::None), line("\"", C, Holes::None), CHAR],
        names: "",
        joins: PLUS,
        pairs: NO_SIGNS,
        flags: SEMICOLONS | ADJACENT | DIRECTIVES | TYPED | TUPLES,
    },
    // Objective-C literals (clang).
    Language {
        name: "Objective-C",
        libraries: &[
            ("NSURLSession", "NSURLSession"),
            ("NSURLConnection", "NSURLConnection"),
            ("AFHTTPSessionManager", "AFNetworking"),
        ],
        comments: SLASHES,
        quotes: &[Quote { close: "\"", ..line("@\"", C, Holes::None) }, line("\"", C, Holes::None), CHAR],
        names: "",
        joins: NO_SIGNS,
        pairs: COLON,
        flags: SEMICOLONS | ADJACENT | DIRECTIVES,
    },
    // The Swift Programming Language, Lexical Structure.
    Language {
        name: "Swift",
        libraries: &[("URLSession", "URLSession"), ("URLRequest", "URLSession"), ("AF", "Alamofire")],
        comments: SLASHES,
        quotes: &[
            block("\"\"\"", SWIFT, Holes::Backslash, BLOCK),
            quote("", Shape::Hashes, Escapes::None, Holes::None),
            line("\"", SWIFT, Holes::Backslash),
        ],
        names: "",
        joins: PLUS,
        pairs: COLON,
        flags: VARIABLE_KEYS,
    },
    // Dart Language Specification, Strings.
    Language {
        name: "Dart",
        libraries: &[("Dio", "dio"), ("dio", "dio"), ("http", "http"), ("HttpClient", "HttpClient")],
        comments: SLASHES,
        quotes: &[
            Quote { close: "'''", ..plain("r'''", Escapes::None, Holes::None) },
            Quote { close: "\"\"\"", ..plain("r\"\"\"", Escapes::None, Holes::None) },
            Quote { close: "'", ..line("r'", Escapes::None, Holes::None) },
            Quote { close: "\"", ..line("r\"", Escapes::None, Holes::None) },
            block("'''", DART, Holes::Names("$n"), Layout { first: true, ..NO_LAYOUT }),
            block("\"\"\"", DART, Holes::Names("$n"), Layout { first: true, ..NO_LAYOUT }),
            line("'", DART, Holes::Names("$n")),
            line("\"", DART, Holes::Names("$n")),
        ],
        names: "",
        joins: PLUS,
        pairs: COLON,
        flags: SEMICOLONS | ADJACENT | TYPED | VARIABLE_KEYS,
    },
    // perlop, Quote and Quote-like Operators.
    Language {
        name: "Perl",
        libraries: &[("LWP", "LWP"), ("REST", "REST::Client"), ("HTTP", "HTTP::Tiny"), ("Mojo", "Mojo")],
        comments: HASH,
        quotes: &[
            quote("<<", Shape::HereDocument, PERL, Holes::Names("@$[{")),
            quote("qq", Shape::Paired, PERL, Holes::Names("@$[{")),
            quote("qw", Shape::Paired, Escapes::Quote, Holes::None),
            quote("q", Shape::Paired, Escapes::Quote, Holes::None),
            plain("'", Escapes::Quote, Holes::None),
            plain("\"", PERL, Holes::Names("@$[{")),
        ],
        names: "$@%",
        joins: &["."],
        pairs: &["=>", ","],
        flags: SEMICOLONS,
    },
    Language {
        name: "Crystal",
        libraries: &[("HTTP", "HTTP::Client")],
        comments: HASH,
        quotes: &[
            Quote {
                layout: Layout { dedents: true, closing: true, last: true, ..HERE },
                ..quote("<<", Shape::HereDocument, RUBY, Holes::Number)
            },
            quote("%q", Shape::Paired, Escapes::None, Holes::None),
            quote("%", Shape::Paired, RUBY, Holes::Number),
            plain("\"", RUBY, Holes::Number),
            CHAR,
        ],
        names: "?!@",
        joins: PLUS,
        pairs: &["=>", ":"],
        flags: ADJACENT | WORDS | TYPED,
    },
    // Clojure, The Reader.
    Language {
        name: "Clojure",
        libraries: &[("client/post", "clj-http"), ("http/post", "clj-http"), ("client/request", "clj-http")],
        comments: &[(";", "\n")],
        quotes: &[plain("\"", CLOJURE, Holes::None)],
        names: ":-.*+!?/<>=&'",
        joins: NO_SIGNS,
        pairs: NO_SIGNS,
        flags: SEMICOLONS | JUXTAPOSED | TURNS | TABLES,
    },
    // The OCaml Manual, Lexical conventions.
    Language {
        name: "OCaml",
        libraries: &[("Cohttp_lwt_unix", "cohttp"), ("Client", "cohttp")],
        comments: &[("(*", "*)")],
        quotes: &[quote("{", Shape::Tagged, Escapes::None, Holes::None), plain("\"", OCAML, Holes::None), CHAR],
        names: "'~!`",
        joins: &["^"],
        pairs: &["="],
        flags: SEMICOLONS | JUXTAPOSED | WORDS | TUPLES,
    },
    // Elixir, Syntax reference.
    Language {
        name: "Elixir",
        libraries: &[("HTTPoison", "HTTPoison"), ("Req", "Req"), ("Tesla", "Tesla"), ("Finch", "Finch")],
        comments: HASH,
        quotes: &[
            block("\"\"\"", ELIXIR, Holes::Number, OPEN_BLOCK),
            quote("~S", Shape::Paired, Escapes::None, Holes::None),
            quote("~s", Shape::Paired, ELIXIR, Holes::Number),
            plain("\"", ELIXIR, Holes::Number),
        ],
        names: "?!@",
        joins: &["<>"],
        pairs: &["=>", ":"],
        flags: WORDS,
    },
    // The Julia manual, Strings.
    Language {
        name: "Julia",
        libraries: &[("HTTP", "HTTP.jl")],
        comments: &[("#=", "=#"), ("#", "\n")],
        quotes: &[
            Quote { close: "\"\"\"", ..plain("raw\"\"\"", Escapes::Quote, Holes::None) },
            Quote { close: "\"", ..plain("raw\"", Escapes::Quote, Holes::None) },
            block("\"\"\"", JULIA, Holes::Names("$(n"), OPEN_BLOCK),
            plain("\"", JULIA, Holes::Names("$(n")),
            CHAR,
        ],
        names: "!",
        joins: &["*"],
        pairs: &["=>", "="],
        flags: WORDS,
    },
    // Lua 5.4 Reference Manual, 3.1.
    Language {
        name: "Lua",
        libraries: &[
            ("http", "LuaSocket"),
            ("ltn12", "LuaSocket"),
            ("requests", "requests"),
            ("resty", "lua-resty-http"),
        ],
        comments: &[("--[[", "]]"), ("--", "\n")],
        quotes: &[
            Quote { layout: Layout { first: true, ..NO_LAYOUT }, ..quote("", Shape::Long, Escapes::None, Holes::None) },
            plain("\"", LUA, Holes::None),
            plain("'", LUA, Holes::None),
        ],
        names: "",
        joins: &[".."],
        pairs: EQUALS,
        flags: WORDS | TABLES,
    },
    // MATLAB, Text in String and Character Arrays.
    Language {
        name: "MATLAB",
        libraries: &[("webwrite", "webwrite"), ("matlab", "matlab.net")],
        comments: &[("%{", "%}"), ("%", "\n")],
        quotes: &[line("\"", Escapes::Doubled, Holes::None), line("'", Escapes::Doubled, Holes::None)],
        names: "",
        joins: PLUS,
        pairs: NO_SIGNS,
        flags: TRANSPOSES | JUXTAPOSED | WORDS | TABLES,
    },
    // R Language Definition, 10.3.
    Language {
        name: "R",
        libraries: &[("httr", "httr"), ("httr2", "httr2"), ("RCurl", "RCurl")],
        comments: HASH,
        quotes: &[
            quote("r\"", Shape::Tagged, Escapes::None, Holes::None),
            plain("\"", R, Holes::None),
            plain("'", R, Holes::None),
            plain("`", R, Holes::None),
        ],
        names: ".",
        joins: NO_SIGNS,
        pairs: EQUALS,
        flags: 0,
    },
    Language {
        name: "Groovy",
        libraries: &[("RESTClient", "RESTClient"), ("HttpURLConnection", "HttpURLConnection")],
        comments: SLASHES,
        quotes: &[
            plain("'''", GROOVY, Holes::None),
            plain("\"\"\"", GROOVY, Holes::Names("$n")),
            line("'", GROOVY, Holes::None),
            line("\"", GROOVY, Holes::Names("$n")),
        ],
        names: "",
        joins: PLUS,
        pairs: COLON,
        flags: 0,
    },
    Language {
        name: "Scala",
        libraries: &[("sttp", "sttp"), ("scalaj", "scalaj-http"), ("requests", "requests-scala")],
        comments: SLASHES,
        quotes: &[
            plain("\"\"\"", Escapes::None, Holes::None),
            Quote { close: "\"\"\"", ..plain("s\"\"\"", Escapes::None, Holes::Names("$n")) },
            Quote { close: "\"", ..line("s\"", JAVA, Holes::Names("$n")) },
            line("\"", JAVA, Holes::None),
            CHAR,
        ],
        names: "",
        joins: PLUS,
        pairs: &["->", "="],
        flags: TYPED,
    },
];
