// SIGNATURE_KEY=... SIGNATURE='sha256=...' go run verify.go < body
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"os"
)

// rawBody: the raw bytes of the body, before any parsing (io.ReadAll(request.Body)).
// header: the value of Elements-Webhook-Signature. key: the Callback Notification Signature Key.
func verify(rawBody []byte, header, key string) bool {
	if key == "" {
		return false // Anyone can sign with an empty key.
	}
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write(rawBody)
	expected := "sha256=" + base64.StdEncoding.EncodeToString(mac.Sum(nil))
	return hmac.Equal([]byte(expected), []byte(header))
}

func main() {
	rawBody, err := io.ReadAll(os.Stdin)
	if err != nil || !verify(rawBody, os.Getenv("SIGNATURE"), os.Getenv("SIGNATURE_KEY")) {
		fmt.Println("invalid")
		os.Exit(1)
	}
	fmt.Println("valid")
}
