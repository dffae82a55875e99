//! The notation of compiled languages.

use super::language::{
    ADJACENT, BLOCK, CHAR, DIRECTIVES, Escapes, Holes, Id, JUXTAPOSED, Language, Layout, NO_LAYOUT, OPEN_BLOCK, Quote,
    SEMICOLONS, SLASHES, Shape, TUPLES, TYPED, Unknown, VARIABLE_KEYS, WORDS, block, line, plain, quote,
};

const C: Escapes = Escapes::C("ntrabefvoxuU'\"?lB", Unknown::Drop);
const C_SHARP: Escapes = Escapes::C("ntr0abefvuUX'\"", Unknown::Error);
const JAVA: Escapes = Escapes::C("ntrbfsou'\"l", Unknown::Error);
const GO: Escapes = Escapes::C("ntrabfvoxuU\"B", Unknown::Error);
const KOTLIN: Escapes = Escapes::C("ntrbu'\"$", Unknown::Error);
const RUST: Escapes = Escapes::C("ntr0xuw'\"lL", Unknown::Error);
const SWIFT: Escapes = Escapes::C("ntr0w'\"l", Unknown::Error);
const DART: Escapes = Escapes::C("ntrbfvxu'\"$`/{}[]()#-.,:;=<>!?@&%+*|^~", Unknown::Drop);
const OCAML: Escapes = Escapes::C("ntrbsdxw'\" lLB", Unknown::Keep);

/// The languages.
pub(super) const LANGUAGES: [Language; 12] = [
    Language {
        id: Id::CSharp,
        name: "C#",
        libraries: "HttpClient\nHttpRequestMessage=HttpClient\nRestClient=RestSharp\nRestRequest=RestSharp\nWebRequest\nWebClient",
        comments: SLASHES,
        quotes: &[
            Quote {
                layout: Layout { raw: true, closing: true, ..NO_LAYOUT },
                close: "\"",
                ..quote("", Shape::CSharp, C_SHARP, Holes::None)
            },
            CHAR,
        ],
        names: "@",
        joins: "+",
        pairs: "=",
        flags: SEMICOLONS | DIRECTIVES | TYPED | TUPLES,
    },
    Language {
        id: Id::Java,
        name: "Java",
        libraries: "OkHttpClient=OkHttp\nUnirest\nHttpRequest=java.net.http\nAsyncHttpClient\nHttpPost=Apache HttpClient\nHttpURLConnection\nRestTemplate",
        comments: SLASHES,
        quotes: &[block("\"\"\"", JAVA, Holes::None, OPEN_BLOCK), line("\"", JAVA, Holes::None), CHAR],
        names: "$",
        joins: "+",
        pairs: "",
        flags: SEMICOLONS | TYPED,
    },
    Language {
        id: Id::Go,
        name: "Go",
        libraries: "http=net/http\nresty",
        comments: SLASHES,
        quotes: &[line("\"", GO, Holes::None), plain("`", Escapes::None, Holes::None), CHAR],
        names: "",
        joins: "+",
        pairs: ":",
        flags: TYPED | VARIABLE_KEYS,
    },
    Language {
        id: Id::Kotlin,
        name: "Kotlin",
        libraries: "OkHttpClient=OkHttp\nHttpClient=Ktor\nFuel\nkhttp",
        comments: SLASHES,
        quotes: &[plain("\"\"\"", Escapes::None, Holes::Names("$n")), line("\"", KOTLIN, Holes::Names("$n")), CHAR],
        names: "",
        joins: "+",
        pairs: "to =",
        flags: 0,
    },
    Language {
        id: Id::Rust,
        name: "Rust",
        libraries: "reqwest\nureq\nhyper",
        comments: SLASHES,
        quotes: &[
            quote("r", Shape::Hashes, Escapes::None, Holes::None),
            quote("br", Shape::Hashes, Escapes::None, Holes::None),
            plain("\"", RUST, Holes::None),
            CHAR,
        ],
        names: "",
        joins: "+",
        pairs: ":",
        flags: SEMICOLONS,
    },
    Language {
        id: Id::C,
        name: "C",
        libraries: "curl_easy_init=libcurl\nCURL=libcurl",
        comments: SLASHES,
        quotes: &[line("\"", C, Holes::None), CHAR],
        names: "",
        joins: "",
        pairs: "",
        flags: SEMICOLONS | ADJACENT | DIRECTIVES,
    },
    Language {
        id: Id::Cpp,
        name: "C++",
        libraries: "cpr\ncurl_easy_init=libcurl\nQNetworkRequest=Qt",
        comments: SLASHES,
        quotes: &[quote("R\"", Shape::Tagged, Escapes::None, Holes::None), line("\"", C, Holes::None), CHAR],
        names: "",
        joins: "+",
        pairs: "",
        flags: SEMICOLONS | ADJACENT | DIRECTIVES | TYPED | TUPLES,
    },
    Language {
        id: Id::ObjectiveC,
        name: "Objective-C",
        libraries: "NSURLSession\nNSURLConnection\nAFHTTPSessionManager=AFNetworking",
        comments: SLASHES,
        quotes: &[Quote { close: "\"", ..line("@\"", C, Holes::None) }, line("\"", C, Holes::None), CHAR],
        names: "",
        joins: "",
        pairs: ":",
        flags: SEMICOLONS | ADJACENT | DIRECTIVES,
    },
    Language {
        id: Id::Swift,
        name: "Swift",
        libraries: "URLSession\nURLRequest=URLSession\nAF=Alamofire",
        comments: SLASHES,
        quotes: &[
            block("\"\"\"", SWIFT, Holes::Backslash, BLOCK),
            quote("", Shape::Hashes, Escapes::None, Holes::None),
            line("\"", SWIFT, Holes::Backslash),
        ],
        names: "",
        joins: "+",
        pairs: ":",
        flags: VARIABLE_KEYS,
    },
    Language {
        id: Id::Dart,
        name: "Dart",
        libraries: "Dio=dio\ndio\nhttp\nHttpClient",
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
        joins: "+",
        pairs: ":",
        flags: SEMICOLONS | ADJACENT | TYPED | VARIABLE_KEYS,
    },
    Language {
        id: Id::OCaml,
        name: "OCaml",
        libraries: "Cohttp_lwt_unix=cohttp\nClient=cohttp",
        comments: &[("(*", "*)")],
        quotes: &[quote("{", Shape::Tagged, Escapes::None, Holes::None), plain("\"", OCAML, Holes::None), CHAR],
        names: "'~!`",
        joins: "^",
        pairs: "=",
        flags: SEMICOLONS | JUXTAPOSED | WORDS | TUPLES,
    },
    Language {
        id: Id::Scala,
        name: "Scala",
        libraries: "sttp\nscalaj=scalaj-http\nrequests=requests-scala",
        comments: SLASHES,
        quotes: &[
            plain("\"\"\"", Escapes::None, Holes::None),
            Quote { close: "\"\"\"", ..plain("s\"\"\"", Escapes::None, Holes::Names("$n")) },
            Quote { close: "\"", ..line("s\"", JAVA, Holes::Names("$n")) },
            line("\"", JAVA, Holes::None),
            CHAR,
        ],
        names: "",
        joins: "+",
        pairs: "-> =",
        flags: TYPED,
    },
];
