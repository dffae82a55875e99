//! Notes, answers and log lines around a request: what they say about a store is not taken for the request.

use super::*;

#[test]
fn an_address_in_notes_is_not_the_host_of_the_api() {
    let json = body();
    for label in ["URL", "url", "Endpoint", "Address"] {
        for text in [
            format!("{label}: https://shop.example\nAuthorization: {}\n", authorization()),
            format!("{label}: https://shop.example\nAuthorization: {}\n\n{json}", authorization()),
        ] {
            let import = import(&text);
            assert_eq!(import.instance.host, empty_form().host, "{text}");
            assert_eq!(import.instance.user_secret, USER, "{text}");
            let ignored = "Ignored the text before the command or JSON.";
            assert!(messages(&import).iter().any(|message| message.ends_with(ignored)), "{text}");
        }
    }
    let text = format!("URL: {URL}\nAuthorization: {}\n\n{json}", authorization());
    assert_eq!(import(&text).instance, signed_in());
}

#[test]
fn yaml_with_urls_is_no_request() {
    for text in [
        "orders:\n  url: /hubs/ecommerce/orders\n  idField: id",
        "orders:\n  url: https://shop.example/wp-json/wc/v3/orders\n  idField: id",
        "# polling\norders:\n  url: \"/hubs/ecommerce/orders\"\n  idField: \"id\"\nproducts:\n  url: \"/x\"\n",
        "element:\n  key: woocommercerest\nconfiguration:\n  store.url: https://shop.example\n  url: https://x.example",
    ] {
        let error = import_error(text);
        assert!(error.ends_with("This is YAML code. Paste only the JSON body, or a cURL command."), "{text}\n{error}");
    }
}

#[test]
fn json_after_headers_and_log_lines_is_found() {
    let json = body();
    for before in [
        "HTTP/1.1 200 OK\nContent-Type: application/json;charset=UTF-8\nSet-Cookie: JSESSIONID=AB12; Path=/\n\n",
        "Content-Type: application/json;charset=UTF-8\n",
        "2026-05-04 10:11:12 DEBUG request body=",
        "10:11:12.345 [main] INFO body=",
    ] {
        assert_eq!(import(&format!("{before}{json}")).instance, form(), "{before}");
    }
}

#[test]
fn an_answer_beside_a_command_is_not_its_body() {
    let command = format!("curl -X POST '{URL}' -H 'Authorization: {}' -d @body.json", authorization());
    for answer in [
        r#"{"requestId":"5b7c","message":"Invalid user"}"#,
        r#"{"id": 5}"#,
        r#"{"message":"Failed to provision element instance"}"#,
        r#"{"orders": {"url": "/orders", "idField": "id"}}"#,
    ] {
        let import = import(&format!("{command}\n{answer}\n"));
        let expected = Instance { user_secret: USER.into(), organization_secret: ORGANIZATION.into(), ..empty_form() };
        assert_eq!(import.instance, expected, "{answer}");
        let told = "More text follows the command. Ignored everything from here on.";
        assert!(messages(&import).iter().any(|message| message.ends_with(told)), "{:#?}", messages(&import));
    }
    assert_eq!(import(&format!("{command}\n{}\n", body())).instance, signed_in());
}

#[test]
fn escaped_typographic_quotes_are_quotes() {
    let json = body().to_string();
    for quotes in [["“", "”"], ["”", "”"], ["„", "“"]] {
        let mut is_open = false;
        let escaped: String = json
            .chars()
            .map(|c| {
                is_open ^= c == '"';
                if c == '"' { format!("\\{}", quotes[usize::from(!is_open)]) } else { c.to_string() }
            })
            .collect();
        let text = format!("curl -X POST \"{URL}\" -H \"Authorization: {}\" -d \"{escaped}\"", authorization());
        assert_eq!(import(&text).instance, signed_in(), "{text}");
    }
    let text = json.replace("\"My store\"", "\\”My store\\”");
    let text = format!("curl -X POST '{URL}' -H 'Authorization: {}' -d '{text}'", authorization());
    assert_eq!(import(&text).instance, signed_in(), "{text}");
}

#[test]
fn a_variable_in_the_place_of_a_value_is_told() {
    let text = body().to_string().replace("My store", "${STORE_NAME}").replace("Docs", "${TAG}");
    let import = import(&text);
    assert_eq!((import.instance.name.as_str(), &*import.instance.tags), ("${STORE_NAME}", &["${TAG}".to_owned()][..]));
    let told = messages(&import);
    for field in ["Name", "tags"] {
        let message = format!("{field} contains a placeholder. It was kept: enter the real value.");
        assert!(told.iter().any(|told| told.ends_with(&message)), "{told:#?}");
    }
}
