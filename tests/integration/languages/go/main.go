// A token, the accounts, the components, through a client that redocly generate-client made. It prints one line of JSON.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sort"

	"example.com/connect/client"
)

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	project, user := os.Getenv("PROJECT_ID"), "user-abc-123"
	secret := os.Getenv("CLIENT_SECRET")
	config := client.Config{
		ServerURL: os.Getenv("BASE_URL"),
		Headers:   map[string]string{"x-pd-environment": "development"}, // header parameters are not in the signatures
	}
	token, err := client.New(config).OauthTokensCreate(ctx, client.CreateOAuthToken{
		GrantType:    "client_credentials",
		ClientId:     os.Getenv("CLIENT_ID"),
		ClientSecret: &secret,
	})
	if err != nil {
		return err
	}
	config.Auth = client.Auth{Bearer: func() string { return token.AccessToken }}
	api := client.New(config)

	listed, err := api.AccountsList(ctx, project, &client.AccountsListParams{ExternalUserId: &user})
	if err != nil {
		return err
	}
	page, err := asPage(listed)
	if err != nil {
		return err
	}
	accounts := []string{}
	for _, account := range page.Data {
		accounts = append(accounts, *account.App.NameSlug)
	}
	sort.Strings(accounts)

	app, kind := "gitlab", client.ComponentTypeFilterAction
	found, err := api.ComponentsList(ctx, project, &client.ComponentsListParams{App: &app, ComponentType: &kind})
	if err != nil {
		return err
	}
	components := []string{}
	for _, component := range found.Data {
		components = append(components, component.Key)
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]any{"accounts": accounts, "components": components})
}

// The answer has two forms, and so no type of its own; this is the newer one.
func asPage(answer any) (page client.AccountPage, err error) {
	text, err := json.Marshal(answer)
	if err == nil {
		err = json.Unmarshal(text, &page)
	}
	return page, err
}
