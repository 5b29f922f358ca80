package io.countersign.demo;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.IssuedLink;
import io.countersign.LinkForm;
import io.countersign.approver.Approver;
import io.countersign.canonical.Secret;
import java.io.PrintStream;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/**
 * Says on standard output, once the port is open, where to click. The link is a fresh one at each start: nobody, not even
 * the library, can tell the secret of the one before, which goes on working for whoever has it.
 */
@Component
final class StartNotice implements ApplicationListener<ApplicationReadyEvent> {
    private static final String NOTICE = """

            Countersign is running: %s

            %s
              Or call the API as a user; the password of each is demo:
            %s    curl -u mark:demo '%s/posts?status=IN_REVIEW&limit=3'

              Everything is kept in %s, what went out in published.jsonl there, and the mail to
              everybody in mail/, a minute after there is something to tell. Delete the folder to begin anew.

            """;

    private static final String NOBODY = "  The sample approver was deleted, so there is no link to show.\n";

    private static final Call MAYA = SampleImport.call(DemoUser.MAYA);

    private final Approvals approvals;
    private final SampleClient client;
    private final String baseUrl;
    private final String api;
    private final String folder;

    StartNotice(
            Approvals approvals,
            SampleClient client,
            @Value("${approval.web.base-url}") String baseUrl,
            @Value("${approval.web.base-url}${approval.web.base-path}/api/acme") String api,
            @Value("${countersign.demo.folder}") String folder) {
        this.approvals = approvals;
        this.client = client;
        this.baseUrl = baseUrl;
        this.api = api;
        this.folder = folder;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        String review = client.find(MAYA).map(this::review).orElse(NOBODY);
        print(System.out, NOTICE.formatted(baseUrl, review, users(), api, folder));
    }

    /** Straight out, in one piece, and never through a logger: a link and its password stand together here. */
    private static void print(PrintStream out, String text) {
        out.print(text);
        out.flush();
    }

    private String review(Approver dana) {
        IssuedLink issued = approvals.links().create(MAYA, LinkForm.of(dana.id()));
        return """
                  Review posts as %s, who has no account:
                    %s
                    password: %s
                  Both are shown here only, and are new at each start. Older links work until they expire or are revoked.
                """.formatted(
                dana.name(),
                issued.url().reveal(),
                Optional.ofNullable(issued.password()).map(Secret::reveal).orElse(""));
    }

    private static String users() {
        return DemoUser.ALL.stream()
                .map(user -> "    %-6s %s%n".formatted(user.id(), user.does()))
                .collect(Collectors.joining());
    }
}
