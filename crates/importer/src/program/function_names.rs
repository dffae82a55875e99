//! The names of functions whose results are known.

use crate::word_list::contains;

/// Functions that return the JSON of their argument.
pub(super) const SERIALIZE: &str = "stringify dumps dump encode jsonencode tojson serialize serializeobject tojsonstring marshal marshalindent generate prettygenerate writevalueasstring encodejson converttojson generatestring writestr datawithjsonobject data encodetostring json3write tostring jsonstring string tostringpretty tovec json";
/// Functions that return their argument if it is a string.
pub(super) const IDENTITY: &str = "encode initwithdata bytes getbytes tobytes asbytes tostring tostr tos string str toowned into from valueof freeze dup clone utf8 fromutf8 b ofstring parse unwrap expect uri url create datausingencoding data decode stringwithstring stringwithutf8string outstring writeoutput raw unsafe tojson s new asstring uristring utf8string fromstring uriparse u8 utf8encode bytestring torequestbody tomediatype tomediatypeornull tobytearray tohttpurl tohttpurlornull touri tourl asstr asstring asref asslice intobytes intostring intoboxedstr toutf8bytes toutf8 asutf8";
/// Functions that return the value of a JSON text.
pub(super) const PARSE: &str = "parse loads jsondecode parseobject fromstr fromjson convertfromjson parsestring jsonparse unmarshal deserialize decode deserializeobject";
/// Functions that trim their argument.
pub(super) const TRIM: &str =
    "trim strip trimindent stripindent dedent chomp trimend rstrip striptrailing stripmargin trimmargin squish";
/// Functions that trim only the end of their argument.
pub(super) const TRIM_END: &str = "trimend rstrip striptrailing chomp";
/// Functions that make an object of keys and values in turn, or of pairs.
pub(super) const OBJECT: &str = "dict mapof hashmapof linkedmapof mutablemapof linkedhashmapof map of ofentries struct hash hashmap object array list c jsonobjectof jsonobject mapofentries obj";
/// Functions that make an array.
pub(super) const ARRAY: &str =
    "listof arrayof aslist vector arraylist setof tuple mutablelistof vec jsonarray jarray listofnotnull";
/// Constructors of empty objects.
pub(super) const EMPTY: &str = "dictionary hashmap linkedhashmap treemap jobject jsonobject expandoobject nsmutabledictionary hashtable ordereddict stdclass sorteddictionary map hash dict";
/// Constructors of empty texts.
pub(super) const BUILDER: &str = "stringbuilder stringbuffer stringwriter stringio";
/// Methods that append text or an item.
pub(super) const APPEND: &str =
    "append appendline appendln appendformat add push pushstr concat write writeline writestring writeln puts print";
/// Methods that set a member.
pub(super) const SET: &str = "put add set addproperty insert setdefault store tryadd";

/// Functions that fill in a template.
pub(super) const FORMAT: &str = "format formatted sprintf stringwithformat fmtsprintf";
/// The modules and classes, in small letters, whose functions take the text that they trim or the template.
pub(super) const MODULES: &str = "string str strings stringutils textwrap system java messageformat util fmt printf nsstring std ltn12 okhttp3 buffer bytes http https url uri";
/// Names of methods that also read a setting: `config.string("name")`.
pub(super) const GETTERS: &str = "b create data expect from raw s str string uri url";
/// Functions that join texts.
pub(super) const JOIN: &str = "join implode paste0 strcat";
/// Functions that make a text of the numbers of characters.
pub(super) const CHARS: &str = "chr fromcharcode char fromcodepoint";
/// Functions that return their argument if it is an object or array.
pub(super) const COPY: &str = "freeze dup clone deepclone deepcopy structuredclone symbolizekeys ordereddict into copy asmap unwrap immutablemap mutablecopy dictionarywithdictionary initwithdictionary";
/// Further functions that are evaluated and need no receiver.
pub(super) const OTHERS: &str = "authenticationheadervalue new assign arraymerge merge replaceall strreplace replace";
/// Types to which a cast changes a value.
pub(super) const CONVERSIONS: &str = "bool boolean byte datetime datetimeoffset decimal double float int int16 int32 int64 integer long short single string timespan uint uint32 uint64 ulong xml";
/// Encodings that change a text, and other arguments of conversions that do.
pub(super) const ENCODINGS: &str = "base64 base64url hex binary ucs2 utf16le latin1 unicodeescape ignore";
/// Parts of the names of functions that encode a text.
pub(super) const ENCODERS: &str =
    "qs.stringify querystring.stringify base64 b64 general_purpose hex html shlex urlencod";

/// Returns a function's name without case and separators.
pub(super) fn plain(name: &str) -> String {
    let name = name.rsplit(['/', '.']).next().unwrap_or(name);
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns whether the result of a function of this name can be known.
pub(super) fn is_known(name: &str) -> bool {
    let name = plain(name);
    [SERIALIZE, OBJECT, FORMAT, JOIN].iter().any(|list| contains(list, &name)) || name == "authenticationheadervalue"
}

/// Returns whether a function of this name makes an object or array.
pub(super) fn makes_collection(name: &str) -> bool {
    let name = plain(name);
    [OBJECT, ARRAY, EMPTY].iter().any(|list| contains(list, &name))
}

/// Returns whether a function of this name, as `plain` returns it, does not change its arguments. Conversions do not.
pub(super) fn keeps_arguments(name: &str) -> bool {
    let lists = [SERIALIZE, IDENTITY, PARSE, TRIM, OBJECT, ARRAY, APPEND, SET, FORMAT, JOIN, COPY];
    lists.iter().any(|list| contains(list, name)) || ["to", "as", "into"].iter().any(|start| name.starts_with(start))
}

/// Returns whether a function of this name replaces parts of a text.
pub(super) fn is_replacement(name: &str) -> bool {
    contains(
        "replace replaceall replacefirst sub gsub strreplace pregreplace tr substitute safesubstitute render merge strtr",
        &plain(name),
    )
}
