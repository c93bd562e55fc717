import java.util.List;
import java.util.stream.Collectors;
import pipedreamconnectapi.Client;

/** A token, the accounts, the components, through a client that redocly generate-client made. It prints one line of JSON. */
public final class Main {
    public static void main(String[] arguments) {
        String project = System.getenv("PROJECT_ID");
        Client.OAuthToken token = new Client(config()).oauthTokensCreate(
            new Client.CreateOAuthToken(
                "client_credentials", System.getenv("CLIENT_ID"), System.getenv("CLIENT_SECRET"), null, null, null));
        Client api = new Client(config().auth(new Client.Auth().bearer(token.accessToken())));

        // The answer has two forms, and so no type of its own; this is the newer one.
        Client.AccountPage page = Client.AccountPage.fromJson(
            api.accountsList(project, new Client.AccountsListParams().externalUserId("user-abc-123")));
        List<String> accounts = page.data2().stream().map(account -> account.app().nameSlug()).sorted().toList();

        Client.ComponentPage found = api.componentsList(
            project, new Client.ComponentsListParams().app("gitlab").componentType(Client.ComponentTypeFilter.ACTION));
        List<String> components = found.data2().stream().map(Client.Component::key).toList();

        System.out.println("{\"accounts\": " + json(accounts) + ", \"components\": " + json(components) + "}");
    }

    private static Client.Config config() {
        // Header parameters are not in the signatures.
        return new Client.Config().serverUrl(System.getenv("BASE_URL")).header("x-pd-environment", "development");
    }

    private static String json(List<String> texts) {
        return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(", ", "[", "]"));
    }
}
