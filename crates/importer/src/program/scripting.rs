//! The notation of scripting languages.

use super::language::{
    ADJACENT, BLOCK, CHAR, COMMANDS, Escapes, GETS, Holes, Id, JUXTAPOSED, Language, Layout, NO_LAYOUT, OPEN_BLOCK,
    Quote, R, REGULAR, SEMICOLONS, SLASHES, Shape, TABLES, TRANSPOSES, TURNS, TYPED, Unknown, VARIABLE_KEYS, WORDS,
    block, line, plain, quote,
};

const HASH: &[(&str, &str)] = &[("#", "\n")];
const JS: Escapes = Escapes::C("ntr0bfvxu'\"`$/{}[]()#-.,:;=<>!?@&%+*|^~l", Unknown::Drop);
const PYTHON: Escapes = Escapes::C("ntrabfvoxuU'\"l", Unknown::Keep);
const PHP: Escapes = Escapes::C("ntrvefoxw$\"B", Unknown::Keep);
const RUBY: Escapes = Escapes::C("ntrsabefvoxuwB'\"#l`$/{}[]()-.,:;=<>!?@&%+*|^~", Unknown::Drop);
const PERL: Escapes = Escapes::C("ntrabefoxwB\"'$@`/{}[]()#-.,:;=<>!?&%+*|^~", Unknown::Drop);
const ELIXIR: Escapes = Escapes::C("ntrs0abefvxu\"'#lB`$/{}[]()-.,:;=<>!?@&%+*|^~", Unknown::Drop);
const CLOJURE: Escapes = Escapes::C("ntrbfou\"", Unknown::Error);
const JULIA: Escapes = Escapes::C("ntrabefvoxuU'\"$lLB", Unknown::Error);
const LUA: Escapes = Escapes::C("ntrabfvdxw'\"lB", Unknown::Error);
const GROOVY: Escapes = Escapes::C("ntrbfsu'\"$l", Unknown::Error);

/// The languages.
pub(super) const LANGUAGES: [Language; 14] = [
    Language {
        id: Id::JavaScript,
        name: "JavaScript",
        libraries: "fetch\naxios\nXMLHttpRequest\n$=jQuery\njQuery\nunirest\nsuperagent\ngot\nky\nundici\nrequest\nhttps\nhttp",
        comments: SLASHES,
        quotes: &[line("\"", JS, Holes::None), line("'", JS, Holes::None), plain("`", JS, Holes::Dollar)],
        names: "$",
        joins: "+",
        pairs: ":",
        flags: REGULAR | GETS,
    },
    Language {
        id: Id::Python,
        name: "Python",
        libraries: "requests\nhttpx\naiohttp\nhttp.client\nurllib\nurllib3\npycurl",
        comments: HASH,
        quotes: &[
            quote("\"\"\"", Shape::Prefixed, PYTHON, Holes::Braces),
            quote("'''", Shape::Prefixed, PYTHON, Holes::Braces),
            Quote { is_line: true, ..quote("\"", Shape::Prefixed, PYTHON, Holes::Braces) },
            Quote { is_line: true, ..quote("'", Shape::Prefixed, PYTHON, Holes::Braces) },
        ],
        names: "",
        joins: "+",
        pairs: ": =",
        flags: ADJACENT | WORDS | VARIABLE_KEYS | TABLES,
    },
    Language {
        id: Id::Php,
        name: "PHP",
        libraries: "curl_init=cURL\nGuzzleHttp=Guzzle\nHTTP_Request2\nHttp=Laravel\nstream_context_create=streams\nhttp=pecl_http\nHttpRequest=pecl_http",
        comments: &[("//", "\n"), ("#", "\n"), ("/*", "*/")],
        quotes: &[
            Quote { layout: BLOCK, ..quote("<<<", Shape::HereDocument, PHP, Holes::Names("$[")) },
            plain("'", Escapes::Quote, Holes::None),
            plain("\"", PHP, Holes::Names("$[")),
        ],
        names: "$",
        joins: ".",
        pairs: "=>",
        flags: SEMICOLONS,
    },
    Language {
        id: Id::Ruby,
        name: "Ruby",
        libraries: "Net=Net::HTTP\nFaraday\nHTTParty\nRestClient\nTyphoeus\nExcon",
        comments: &[("=begin", "=end"), ("#", "\n")],
        quotes: &[
            Quote {
                layout: Layout { dedents: true, ..NO_LAYOUT },
                ..quote("<<", Shape::HereDocument, RUBY, Holes::Variables)
            },
            quote("%q", Shape::Paired, Escapes::Quote, Holes::None),
            quote("%Q", Shape::Paired, RUBY, Holes::Variables),
            quote("%w", Shape::Paired, Escapes::Quote, Holes::None),
            plain("'", Escapes::Quote, Holes::None),
            plain("\"", RUBY, Holes::Variables),
        ],
        names: "?!@",
        joins: "+",
        pairs: "=> :",
        flags: ADJACENT | WORDS | REGULAR,
    },
    Language {
        id: Id::PowerShell,
        name: "PowerShell",
        libraries: "invoke-restmethod=Invoke-RestMethod\nirm=Invoke-RestMethod\ninvoke-webrequest=Invoke-WebRequest\niwr=Invoke-WebRequest\ncurl.exe=curl\ncurl",
        comments: &[("<#", "#>"), ("#", "\n")],
        quotes: &[
            Quote {
                close: "'@",
                layout: Layout { last: true, ..NO_LAYOUT },
                ..quote("@'", Shape::HereString, Escapes::None, Holes::None)
            },
            Quote {
                close: "\"@",
                layout: Layout { last: true, ..NO_LAYOUT },
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
        joins: "+",
        pairs: "=",
        flags: COMMANDS | GETS,
    },
    Language {
        id: Id::Perl,
        name: "Perl",
        libraries: "LWP\nREST=REST::Client\nHTTP=HTTP::Tiny\nMojo",
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
        joins: ".",
        pairs: "=> ,",
        flags: SEMICOLONS,
    },
    Language {
        id: Id::Crystal,
        name: "Crystal",
        libraries: "HTTP=HTTP::Client",
        comments: HASH,
        quotes: &[
            Quote {
                layout: Layout { dedents: true, closing: true, last: true, ..NO_LAYOUT },
                ..quote("<<", Shape::HereDocument, RUBY, Holes::Number)
            },
            quote("%q", Shape::Paired, Escapes::None, Holes::None),
            quote("%", Shape::Paired, RUBY, Holes::Number),
            plain("\"", RUBY, Holes::Number),
            CHAR,
        ],
        names: "?!@",
        joins: "+",
        pairs: "=> :",
        flags: ADJACENT | WORDS | TYPED,
    },
    Language {
        id: Id::Clojure,
        name: "Clojure",
        libraries: "client/post=clj-http\nhttp/post=clj-http\nclient/request=clj-http",
        comments: &[(";", "\n")],
        quotes: &[plain("\"", CLOJURE, Holes::None)],
        names: ":-.*+!?/<>=&'",
        joins: "",
        pairs: "",
        flags: SEMICOLONS | JUXTAPOSED | TURNS | TABLES,
    },
    Language {
        id: Id::Elixir,
        name: "Elixir",
        libraries: "HTTPoison\nReq\nTesla\nFinch",
        comments: HASH,
        quotes: &[
            block("\"\"\"", ELIXIR, Holes::Number, OPEN_BLOCK),
            quote("~S", Shape::Paired, Escapes::None, Holes::None),
            quote("~s", Shape::Paired, ELIXIR, Holes::Number),
            plain("\"", ELIXIR, Holes::Number),
        ],
        names: "?!@",
        joins: "<>",
        pairs: "=> :",
        flags: WORDS,
    },
    Language {
        id: Id::Julia,
        name: "Julia",
        libraries: "HTTP=HTTP.jl",
        comments: &[("#=", "=#"), ("#", "\n")],
        quotes: &[
            Quote { close: "\"\"\"", ..plain("raw\"\"\"", Escapes::Quote, Holes::None) },
            Quote { close: "\"", ..plain("raw\"", Escapes::Quote, Holes::None) },
            block("\"\"\"", JULIA, Holes::Names("$(n"), OPEN_BLOCK),
            plain("\"", JULIA, Holes::Names("$(n")),
            CHAR,
        ],
        names: "!",
        joins: "*",
        pairs: "=> =",
        flags: WORDS,
    },
    Language {
        id: Id::Lua,
        name: "Lua",
        libraries: "http=LuaSocket\nltn12=LuaSocket\nrequests\nresty=lua-resty-http",
        comments: &[("--[[", "]]"), ("--", "\n")],
        quotes: &[
            Quote { layout: Layout { first: true, ..NO_LAYOUT }, ..quote("", Shape::Long, Escapes::None, Holes::None) },
            plain("\"", LUA, Holes::None),
            plain("'", LUA, Holes::None),
        ],
        names: "",
        joins: "..",
        pairs: "=",
        flags: WORDS | TABLES,
    },
    Language {
        id: Id::Matlab,
        name: "MATLAB",
        libraries: "webwrite\nmatlab=matlab.net",
        comments: &[("%{", "%}"), ("%", "\n")],
        quotes: &[line("\"", Escapes::Doubled, Holes::None), line("'", Escapes::Doubled, Holes::None)],
        names: "",
        joins: "+",
        pairs: "",
        flags: TRANSPOSES | JUXTAPOSED | WORDS | TABLES,
    },
    Language {
        id: Id::R,
        name: "R",
        libraries: "httr\nhttr2\nRCurl",
        comments: HASH,
        quotes: &[
            quote("r\"", Shape::Tagged, Escapes::None, Holes::None),
            plain("\"", R, Holes::None),
            plain("'", R, Holes::None),
            plain("`", R, Holes::None),
        ],
        names: ".",
        joins: "",
        pairs: "=",
        flags: 0,
    },
    Language {
        id: Id::Groovy,
        name: "Groovy",
        libraries: "RESTClient\nHttpURLConnection",
        comments: SLASHES,
        quotes: &[
            plain("'''", GROOVY, Holes::None),
            plain("\"\"\"", GROOVY, Holes::Names("$n")),
            line("'", GROOVY, Holes::None),
            line("\"", GROOVY, Holes::Names("$n")),
        ],
        names: "",
        joins: "+",
        pairs: ":",
        flags: 0,
    },
];
