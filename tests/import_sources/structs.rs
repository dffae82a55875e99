//! Structs of Go and classes of C#: the keys of their members in JSON, and the values that are not set.

use serde_json::{Value, json};

use super::generators::document;
use super::{URL, assert_read, body, import};

const HEADER: &str = "User u1, Organization o1";

/// A program of Go with these structs, which sends `inst`.
fn go(structs: &str, statements: &str) -> String {
    format!(
        "package main\n{structs}\nfunc main() {{\n{statements}\n\tb, _ := json.Marshal(inst)\n\treq, _ := \
         http.NewRequest(\"POST\", \"{URL}\", bytes.NewReader(b))\n\treq.Header.Set(\"Authorization\", \"{HEADER}\")\n}}\n"
    )
}

/// A program of C# with these classes, which sends `inst` as `content`.
fn csharp(classes: &str, statements: &str, content: &str) -> String {
    format!(
        "{classes}\n{statements}\nvar m = new HttpRequestMessage(HttpMethod.Post, \
         \"{URL}\");\nm.Headers.TryAddWithoutValidation(\"Authorization\", \"{HEADER}\");\nm.Content = \
         {content};\nawait new HttpClient().SendAsync(m);\n"
    )
}

const SERIALIZED: &str = "new StringContent(JsonSerializer.Serialize(inst), Encoding.UTF8, \"application/json\")";

fn with(members: &Value) -> Value {
    let mut expected = document();
    for (key, value) in members.as_object().unwrap() {
        expected[key] = value.clone();
    }
    expected
}

#[test]
fn fields_of_go_have_the_keys_of_their_tags() {
    let structs = "type Element struct {\n\tKey string `json:\"key\"`\n}\ntype Instance struct {\n\tElement Element \
                   `json:\"element\"`\n\tConfiguration map[string]string `json:\"configuration\"`\n\tName string \
                   `json:\"name\"`\n\tTags []string `json:\"tags,omitempty\"`\n\tSecret string `json:\"-\"`\n}";
    let configuration = "map[string]string{\"store.url\": \"https://a.b\", \"oauth.api.key\": \"k\"}";
    let literal = format!(
        "\tinst := Instance{{Element: Element{{Key: \"woocommercerest\"}}, Configuration: {configuration}, Name: \"x\", \
         Secret: \"y\"}}"
    );
    let statements = format!("{literal}\n\tinst.Name = \"n\"\n\tinst.Configuration[\"oauth.api.secret\"] = \"s\"");
    assert_read(&go(structs, &statements), &document(), Some("Go, net/http"));
    let made = statements.replace(configuration, "make(map[string]string)")
        + "\n\tinst.Configuration[\"store.url\"] = \"https://a.b\"\n\tinst.Configuration[\"oauth.api.key\"] = \"k\"";
    assert_read(&go(structs, &made), &document(), Some("Go, net/http"));
}

#[test]
fn fields_that_are_not_set_have_the_values_of_their_types() {
    let structs = "type Configuration struct {\n\tStore string `json:\"store.url\"`\n\tKey string \
                   `json:\"oauth.api.key\"`\n\tSecret string `json:\"oauth.api.secret\"`\n\tEnabled bool \
                   `json:\"event.notification.enabled\"`\n\tInterval int `json:\"x.interval\"`\n\tText string \
                   `json:\"x.text\"`\n\tOther *string `json:\"x.other\"`\n\tLeftOut int `json:\"x.out,omitempty\"`\n}\n\
                   type Instance struct {\n\tElement map[string]string `json:\"element\"`\n\tConfiguration Configuration \
                   `json:\"configuration\"`\n\tName string `json:\"name\"`\n}";
    let statements = "\tinst := Instance{Element: map[string]string{\"key\": \"woocommercerest\"}, Configuration: \
                      Configuration{Store: \"https://a.b\", Key: \"k\", Secret: \"s\"}, Name: \"n\"}";
    let sent = body(&import(&go(structs, statements)).unwrap());
    let configuration = json!({
        "store.url": "https://a.b", "oauth.api.key": "k", "oauth.api.secret": "s", "event.notification.enabled": false,
        "x.interval": 0, "x.text": "", "x.other": null
    });
    assert_eq!(sent, with(&json!({ "configuration": configuration })));
    // A struct inside is not null.
    let lacking = "\tinst := Instance{Element: map[string]string{\"key\": \"woocommercerest\"}, Name: \"n\"}";
    assert!(import(&go(structs, lacking)).is_err());
}

#[test]
fn properties_of_csharp_have_the_names_of_their_attributes() {
    let classes = "public class Element { [JsonPropertyName(\"key\")] public string Key { get; set; } = \
                   \"woocommercerest\"; }\npublic class Settings\n{\n    [JsonPropertyName(\"store.url\")] public string \
                   Url { get; set; }\n    [JsonPropertyName(\"oauth.api.key\")]\n    public required string ApiKey { get; \
                   init; }\n    [JsonPropertyName(\"oauth.api.secret\")] public string ApiSecret => \"s\";\n    \
                   [JsonIgnore] public string Comment { get; set; }\n    private string Hidden { get; set; } = \
                   \"x\";\n}\npublic class Inst\n{\n    [JsonPropertyName(\"element\")] public Element Element { get; \
                   set; } = new();\n    [JsonPropertyName(\"configuration\")] public Settings Settings { get; set; }\n    \
                   [JsonPropertyName(\"name\")] public string Name { get; set; }\n}";
    let statements = "var inst = new Inst { Settings = new Settings { Url = \"https://a.b\", ApiKey = \"k\", Comment = \
                      \"c\" }, Name = \"x\" };\ninst.Name = \"n\";";
    assert_read(&csharp(classes, statements, SERIALIZED), &document(), Some("C#, HttpClient"));
    let newtonsoft = classes.replace("JsonPropertyName", "JsonProperty");
    let content = SERIALIZED.replace("JsonSerializer.Serialize", "JsonConvert.SerializeObject");
    assert_read(&csharp(&newtonsoft, statements, &content), &document(), Some("C#, HttpClient"));
    let constructed = classes.replace("= new();", "= new Element();");
    assert_read(&csharp(&constructed, statements, SERIALIZED), &document(), Some("C#, HttpClient"));
    let typed = statements.replace("Settings = new Settings {", "Settings = new() {");
    assert_read(&csharp(classes, &typed, SERIALIZED), &document(), Some("C#, HttpClient"));
    // The members of a base class are not known.
    let derived = classes.replace("class Inst\n", "class Inst : Base\n");
    assert!(import(&csharp(&derived, statements, SERIALIZED)).is_err());
}

#[test]
fn properties_of_csharp_have_initial_values_and_small_letters() {
    let classes = "public class Inst\n{\n    public object Element { get; set; } = new { key = \"woocommercerest\" };\n    \
                   public Dictionary<string, object> Configuration { get; set; } = new();\n    public List<string> Tags { \
                   get; set; } = new() { \"t\" };\n    public string Name { get; set; }\n    public bool External { get; \
                   set; }\n    public int Count { get; set; }\n    public string Note { get; set; }\n}";
    let statements = "var inst = new Inst { Name = \"n\" };\ninst.Configuration[\"store.url\"] = \
                      \"https://a.b\";\ninst.Configuration[\"oauth.api.key\"] = \
                      \"k\";\ninst.Configuration[\"oauth.api.secret\"] = \"s\";\ninst.Tags.Add(\"u\");";
    let text = csharp(classes, statements, "JsonContent.Create(inst)");
    let expected = with(&json!({ "tags": ["t", "u"], "external": false, "count": 0, "note": null }));
    assert_eq!(body(&import(&text).unwrap()), expected);
    let omitting = text.replace(
        "JsonContent.Create(inst)",
        "JsonContent.Create(inst, options: new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull })",
    );
    let expected = with(&json!({ "tags": ["t", "u"], "external": false, "count": 0 }));
    assert_eq!(body(&import(&omitting).unwrap()), expected);
}

/// A class of C# with one more property, which is set to `true` or not at all.
fn with_property(property: &str, value: &str, options: &str) -> String {
    let classes = format!(
        "public class Inst\n{{\n    public object element {{ get; set; }}\n    public object configuration {{ get; set; }}\n    \
         public string name {{ get; set; }}\n    {property}\n}}"
    );
    let statements = format!(
        "var inst = new Inst {{ element = new {{ key = \"woocommercerest\" }}, configuration = new Dictionary<string, \
         object> {{ [\"store.url\"] = \"https://a.b\", [\"oauth.api.key\"] = \"k\", [\"oauth.api.secret\"] = \"s\" }}, name = \
         \"n\"{value} }};"
    );
    let content = SERIALIZED.replace("(inst)", &format!("(inst{options})"));
    csharp(&classes, &statements, &content)
}

#[test]
fn options_and_types_decide_what_is_written() {
    let omits = ", new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull }";
    let camel = ", new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase }";
    for (property, value, options, expected) in [
        ("public bool x { get; set; }", "", "", json!({ "x": false })),
        ("public ulong x { get; set; }", "", "", json!({ "x": 0 })),
        ("public int? x { get; set; }", "", "", json!({ "x": null })),
        ("public string x { get; set; }", ", x = null", omits, json!({})),
        ("public bool x { get; set; }", "", omits, json!({ "x": false })),
        (
            "[JsonIgnore(Condition = JsonIgnoreCondition.Always)] public bool x { get; set; }",
            ", x = true",
            "",
            json!({}),
        ),
        (
            "[JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string x { get; set; }\n    public string y \
             { get; set; }",
            "",
            "",
            json!({ "y": null }),
        ),
        (
            "[JsonProperty(\"z\", Order = 2), Description(\"text\")] public bool x { get; set; }",
            "",
            "",
            json!({ "z": false }),
        ),
        ("[JsonProperty(PropertyName = \"z\")] public bool x { get; set; }", "", "", json!({ "z": false })),
        ("public bool URLValue { get; set; }", "", camel, json!({ "urlValue": false })),
        ("public bool ID { get; set; }", "", camel, json!({ "id": false })),
        ("public static bool x { get; set; }", "", "", json!({})),
    ] {
        let text = with_property(property, value, options);
        assert_eq!(body(&import(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))), with(&expected), "{text}");
    }
    for (property, value) in [
        ("public DateTime x { get; set; }", ""),
        ("public Color x { get; set; }", ""),
        ("public Inst() { }", ""),
        ("[JsonConverter(typeof(Own))] public bool x { get; set; }", ", x = true"),
    ] {
        let text = with_property(property, value, "");
        assert!(import(&text).is_err(), "{text}");
    }
    for property in ["public bool x { get { return true; } }", "[JsonPropertyName(Keys.X)] public bool x { get; set; }"]
    {
        let sent = body(&import(&with_property(property, ", x = false", "")).unwrap());
        assert_ne!(sent["x"], false, "{property}");
    }
}

#[test]
fn further_fields_of_go_are_left_out_or_unknown() {
    let inst = |field: &str, value: &str| {
        let structs = format!(
            "type Instance struct {{\n\tElement map[string]string `json:\"element\"`\n\tConfiguration map[string]string \
             `json:\"configuration\"`\n\tName string `json:\"name\"`\n\t{field}\n}}"
        );
        let statements = format!(
            "\tinst := Instance{{Element: map[string]string{{\"key\": \"woocommercerest\"}}, Configuration: \
             map[string]string{{\"store.url\": \"https://a.b\", \"oauth.api.key\": \"k\", \"oauth.api.secret\": \"s\"}}, \
             Name: \"n\"{value}}}"
        );
        go(&structs, &statements)
    };
    for (field, value, expected) in [
        ("X bool `json:\"x,omitempty\"`", ", X: false", json!({})),
        ("X string `json:\"x,omitempty\"`", ", X: \"\"", json!({})),
        ("X int `json:\"x,omitempty\"`", ", X: 1", json!({ "x": 1 })),
        ("x bool `json:\"x\"`", ", x: true", json!({})),
        ("X bool `json:\"x\"`; Y int `json:\"y\"`", "", json!({ "x": false, "y": 0 })),
        ("X []string `json:\"x\"`", "", json!({ "x": null })),
    ] {
        let text = inst(field, value);
        assert_eq!(body(&import(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))), with(&expected), "{text}");
    }
    for field in ["Base", "A, B string", "X Other `json:\"x\"`"] {
        let text = inst(field, "");
        assert!(import(&text).is_err(), "{text}");
    }
    // Written as a string.
    assert_ne!(body(&import(&inst("X int `json:\"x,string\"`", ", X: 1")).unwrap())["x"], 1);
}

/// Programs that were cut off anywhere are read or rejected.
#[test]
fn cut_off_classes_and_structs_are_read_or_rejected() {
    let class = with_property(
        "[JsonProperty(\"z\")] public List<string> x { get; set; } = new() { \"a\" };",
        ", x = new()",
        "",
    );
    let structs =
        "type Instance struct {\n\tElement map[string]string `json:\"element\"`\n\tName string `json:\"name\"`\n}";
    let go = go(structs, "\tinst := Instance{Element: map[string]string{\"key\": \"a\"}, Name: \"n\"}");
    for text in [class, go] {
        for (end, _) in text.char_indices() {
            let _ = import(&text[..end]);
            let _ = import(&text[end..]);
        }
    }
}
