//! The words of the page, apart from those of an element's definition and of findings.

#![allow(missing_docs, reason = "each says itself")]

pub const TITLE: &str = "Create a WooCommerce element instance";
pub const LEAD: &str = "Fill in the form, and watch the request and its cURL command change with every keystroke. \
     Nothing leaves this page until you press Create Instance.";

pub const CONNECTION: &str = "Connection";
pub const API_HOST: &str = "API host";
pub const API_HOST_HELP: &str = "Where your account lives. Your secrets are sent there and nowhere else.";
pub const SANDBOX: &str = "Local sandbox";
pub const OTHER_HOST: &str = "Other host…";
pub const HOST_URL_HELP: &str = "The base URL of the API, with or without /elements/api-v2.";
pub const USER_SECRET_HELP: &str =
    "In your account: click your name, then Secrets. It is about 44 characters long and ends with =.";
pub const ORGANIZATION_SECRET_HELP: &str = "Beside the User Secret. It is 32 characters long.";

pub const AUTHENTICATION: &str = "Authentication";
pub const NAME_HELP: &str = "The name of the element instance. It need not be unique.";
pub const SHOW_OPTIONAL_FIELDS: &str = "Show Optional Fields";
pub const HIDE_OPTIONAL_FIELDS: &str = "Hide Optional Fields";
pub const SIGNATURE_KEY_HELP: &str = "Optional. Each notification then carries a hash made with this key, so that you can tell it is genuine. \
     Sent only when events are enabled.";
pub const SHOW: &str = "Show";
pub const HIDE: &str = "Hide";

pub const EVENT_CONFIGURATION: &str = "Event Configuration";
pub const EVENTS_ENABLED: &str = "Events Enabled";
pub const EVENTS_ENABLED_HELP: &str = "Be told when something changes in the store.";
pub const EVENT_TYPE: &str = "Event Type";
pub const POLLING_HELP: &str = "The API checks the store for changes, again and again.";
pub const WEBHOOK_HELP: &str = "The store tells the API of each change as it happens.";
pub const CALLBACK_URL_HELP: &str =
    "Optional. Where notifications of changes are sent, such as https://mycoolapp.com/events.";
pub const REFRESH_INTERVAL_HELP: &str = "How many minutes pass between two polls.";
pub const CONFIGURE_POLLING: &str = "Configure Polling";
pub const CONFIGURE_POLLING_HELP: &str = "Tick the resources to watch.";
pub const NOT_JSON: &str =
    "The resources cannot be ticked or edited here until the configuration is a JSON object again. First problem: ";
pub const MORE_RESOURCES: &str = "more resources are in the raw JSON.";
pub const ADD_RESOURCE: &str = "Add a resource";
pub const NEW_RESOURCE: &str = "Name of the new resource";
pub const COPY_OF: &str = "Copy of";
pub const ADD: &str = "Add";
pub const CANCEL: &str = "Cancel";
pub const REMOVE: &str = "Remove";
pub const DONE: &str = "Done";
pub const EDIT: &str = "Edit";
pub const EDIT_RAW: &str = "Edit raw JSON";
pub const RAW_LABEL: &str = "Event Poller Resources Configuration";
pub const FORMAT: &str = "Format";
pub const SHOW_ALL_PROBLEMS: &str = "Show all";
pub const PROBLEMS: &str = "Problems";
pub const ADVANCED_FILTERING: &str = "Advanced Filtering";

pub const TAGS: &str = "Element Instance Tags";
pub const TAGS_HELP: &str = "Optional. Words that tell your instances apart. Enter or a comma adds one.";
pub const SUGGESTIONS: &str = "Suggestions:";

pub const DRAFT: &str = "What you type, but no secret, is kept in this tab until you close it.";
pub const CLEAR: &str = "Clear";
pub const UNDO_CLEAR: &str = "Undo clear";
pub const REDO_CLEAR: &str = "Redo clear";
pub const COPY_LINK: &str = "Copy link";
pub const LINK_SET: &str = "The link filled in:";
pub const LINK_UNREADABLE: &str = "Left out, since it cannot be read or is no address:";
pub const UNDO_LINK: &str = "Undo the link";
pub const COPIED_WITHOUT: &str = "Copied, but without what may hold a secret";
pub const LINK_LEFT_OUT: &str = "What else it named, such as an API host, was left out: a link does not choose where your \
     secrets go.";
pub const LINK_WITH_SECRET: &str = "The link carries a secret, so that nothing of it was taken, and it was removed from the \
     address. Whoever has the link has the secret: replace it in your account.";
pub const ADD_MARKER: &str = "Add a marker tag";
pub const MARKER_HELP: &str = "A tag that no other instance has: with it, Check whether it was created is certain.";

pub const REST_LOADING: &str = "Loading…";
pub const REST_MISSING: &str = "A part of the page could not be loaded. Check your connection.";
pub const TRY_AGAIN: &str = "Try again";

pub const CREATE: &str = "Create Instance";
pub const SENDING: &str = "Creating…";
pub const CHECKING_STATUS: &str = "Checking what you typed.";
pub const SENDING_STATUS: &str = "The request is on its way.";
pub const STILL_WAITING: &str = "Still no answer after";
pub const SECONDS: &str = "seconds.";
pub const ASK: &str = "Before this is sent";
pub const PRESS_AGAIN: &str = "Press Create Instance again to send it all the same.";
pub const CREATED_ALREADY: &str = "This very request has created an instance already, with the id";
pub const CREATES_ANOTHER: &str = "Sent again, it creates another one.";
pub const MAY_EXIST: &str = "This very request was sent, and may have created an instance: press Check whether it was \
     created first. Sent again, it may create a second one.";
pub const EARLIER_MAY_EXIST: &str = "An earlier request may have created an instance, with the name";
pub const CHECK_FIRST: &str = "Press Check whether it was created first, unless you want another one.";
pub const OTHER_TAB: &str = "The same request was sent from another tab or form of this browser: look there first. Sent \
     again, it may create a second instance.";
pub const CONCERNED: &str = "The API's answer is about this: check it";
pub const SUMMARY: &str = "There is a problem";

pub const STILL_MISSING: &str = "Still missing:";
pub const TO_MEND: &str = "To be mended:";
pub const COMPLETE: &str = "All that is required is there.";

pub const FORM: &str = "Form";
pub const REQUEST: &str = "Request";
pub const TAB_ALL: &str = "All";
pub const TAB_COMMAND: &str = "Command";
pub const TAB_BODY: &str = "Body";
pub const TAB_ANSWER: &str = "Answer";
pub const NOTHING_SENT: &str = "Nothing was sent yet.";

pub const SHORTCUTS: &str = "Keyboard shortcuts";
pub const KEY_CREATE: &str = "Ctrl + Enter, ⌘ + Enter";
pub const LETTERS: &str = "Use single letters, outside of text fields";
pub const CLOSE: &str = "Close";

pub const CURL_COMMAND: &str = "cURL command";
pub const CURL_HELP: &str = "The command";
pub const SHELL: &str = "Shell";
pub const FROM_ENVIRONMENT: &str = "Secrets from the environment";
pub const DOWNLOAD: &str = "Download";
pub const HOLDS_SECRETS: &str = "The file holds your secrets.";
pub const BODY_ON_ONE_LINE: &str = "A line of cmd.exe takes no line breaks: the body is the same JSON on one line.";
pub const BODY_BY_INPUT: &str =
    "The body is longer than 100,000 bytes, too long for an argument: curl reads it from its input.";
pub const BODY_WRITTEN: &str = "The body is too long for a command line of Windows: the command writes it to \
     create-instance.json in the current folder, and removes that file at the end.";
pub const BODY_BY_FILE: &str = "The body is too long for a line of cmd.exe: first download create-instance.json, below, \
     into the folder in which you run the command.";
pub const SET_SECRETS: &str = "Set the secrets first";
pub const SET_SECRETS_HELP: &str =
    "Run this line once. It asks for each secret, and none gets into the shell's history.";
pub const ESCAPED_SECRETS: &str = "Type each \" in a secret as \\\", and each \\ as \\\\, since it goes into JSON.";
pub const PLAIN_SECRETS: &str = "In this shell a secret with \" in it, or with \\ at its end, cannot be set this way; in cmd.exe none with & | < > ^ either.";
pub const FILE_SECRETS: &str = "The file create-instance.json holds those of the body.";
pub const COPY_LINE: &str = "Copy line";
pub const REQUEST_BODY: &str = "Request body";
pub const COPY_CURL: &str = "Copy cURL";
pub const COPY_BODY: &str = "Copy body";
pub const SHOW_SECRETS: &str = "Show secrets";
pub const HIDE_SECRETS: &str = "Hide secrets";
pub const COPIED: &str = "Copied";
pub const COPIED_WITH_SECRETS: &str = "Copied, with your secrets in it";
pub const COPIED_FROM_ENVIRONMENT: &str = "Copied, with variables in the places of your secrets";
pub const COPY_FAILED: &str = "The browser did not allow copying. Select the text and copy it by hand.";
pub const BROKEN_POLLING: &str = "The polling configuration is not JSON yet, so a placeholder stands in its place.";

pub const CREATED: &str = "Instance created";
pub const KEEP: &str = "Keep these for every later request: the API tells the token only once.";
pub const COPY_ID: &str = "Copy id";
pub const COPY_TOKEN: &str = "Copy token";
pub const NOT_CREATED: &str = "No instance was created";
pub const ARRIVED: &str = "What the server sent";
pub const KEEP_ARRIVED: &str = "Keep it: it may be all that you are told of the instance.";
pub const COPY_ANSWER: &str = "Copy answer";
pub const NOT_CREATED_BY_THIS: &str = "This request created no instance";
pub const WHOLE_ANSWER: &str = "The whole answer";
pub const DOWNLOAD_ANSWER: &str = "Download answer";
pub const DISMISS: &str = "Dismiss";
pub const LOSE_TOKEN: &str = "Dismiss, and lose the token";
pub const LOSE_ANSWER: &str = "Dismiss, and lose the answer";
pub const NEXT_STEPS: &str = "Next steps";
pub const COPY_COMMAND: &str = "Copy command";
pub const TRY_CALLBACK: &str = "Try your callback";
pub const TRY_CALLBACK_HELP: &str = "Send a notification to your server as the API would, and see whether one that came \
     is genuine. The Callback Notification Signature Key above is the key.";
pub const SAMPLE_NOTIFICATION: &str = "Sample notification";
pub const SEND_NOTIFICATION: &str = "Send it to the callback URL";
pub const SEND_NOTIFICATION_HELP: &str = "The command that sends it; signed, where there is a signature key.";
pub const NO_SIGNATURE_KEY: &str =
    "Without a Callback Notification Signature Key there is no signature: type it under Show Optional Fields.";
pub const NO_CALLBACK_URL: &str = "The command still lacks an Event Notification Callback URL: type it above.";
pub const NO_WEBCRYPTO: &str = "The browser computes no signatures on a page that did not come over https.";
pub const PAYLOAD_CHANGED: &str = "In this shell the same JSON travels in other bytes, so that the signature is not right \
     for it: choose bash / zsh / sh.";
pub const VERIFY: &str = "Is a notification genuine?";
pub const VERIFY_HELP: &str = "Paste the raw body, as your server got it, and the header. Both stay in this page.";
pub const RAW_PAYLOAD: &str = "Raw payload";
pub const SIGNATURE: &str = "Elements-Webhook-Signature";
pub const VERIFY_ON_SERVER: &str = "Verify it on your server";
pub const VERIFY_ON_SERVER_HELP: &str = "Whole programs: each takes the key and the header from the environment variables \
     SIGNATURE_KEY and SIGNATURE, and the raw body from its input.";
pub const COPY_CODE: &str = "Copy code";
pub const CHECK: &str = "Check whether it was created";
pub const LOOKING: &str = "Reading the list of instances.";
pub const CHECK_FAILED: &str = "The list of instances could not be read. Try again in a while, or look at your \
     instances in the vendor's console.";
pub const CHECK_REFUSED: &str = "The list of instances was not given.";
pub const CHECK_OTHER_ACCOUNT: &str = "Looked for in the account that is in the form now: if the request was sent with another \
     one, look there.";
pub const CHECK_NEEDS_NAME: &str = "The name that was sent looked like a secret, so that this page has not kept it: look at your \
     instances in the vendor's console.";
pub const FORGET: &str = "Forget it";
pub const SENT_AT: &str = "sent at";
pub const CHECK_NEEDS_SECRETS: &str = "First fill in the User Secret and the Organization Secret of that account.";
pub const CHECK_NEEDS_HOST: &str = "First choose the API host to which the request was sent.";
pub const CAUSES: &str = "A page is not told why. It may be one of these:";
pub const COMMAND_TELLS: &str = "First check whether it was created. The cURL command has none of a page's limits, and says what is wrong; but it \
     sends the request once more.";
pub const OUTCOME_UNKNOWN: &str = "It is not known whether the instance was created";

pub const IMPORT: &str = "Import…";
pub const IMPORT_TITLE: &str = "Import";
pub const IMPORT_LABEL: &str = "Command or JSON";
pub const IMPORT_HELP: &str = "A cURL command for any shell, a request body, or a polling configuration. Broken ones are mended where \
     that can be done, and you see how before anything is taken over.";
pub const IMPORT_LOADING: &str = "Loading what reads commands…";
pub const IMPORT_MISSING: &str =
    "What reads commands could not be loaded. Check your connection, close this and open it again.";
pub const REPAIRS: &str = "Repairs";
pub const NOTHING_TO_REPAIR: &str = "Everything was read as it stands.";
pub const TAKE_OVER: &str = "Take over";
pub const TAKEN_OVER: &str = "The form was filled in.";
pub const UNDO_IMPORT: &str = "Undo import";
pub const REDO_IMPORT: &str = "Redo import";
pub const IMPORT_UNDONE: &str = "The form is as it was before.";

pub const ADDITIONAL: &str = "Additional configuration";
pub const ADDITIONAL_HELP: &str =
    "What the form has no field for. A value that is JSON is sent as JSON, and all else as text.";
pub const ADD_ENTRY: &str = "Add an entry";
pub const KEY: &str = "Key";
pub const VALUE: &str = "Value";
pub const PLACE: &str = "Where";
pub const IN_CONFIGURATION: &str = "in configuration";
pub const IN_BODY: &str = "beside configuration";
pub const IN_ELEMENT: &str = "in element";
pub const ELEMENT_KEY: &str = "Element key";
pub const ELEMENT_KEY_HELP: &str =
    "What was brought in is for another element than this form is made for. Its fields are kept below.";
