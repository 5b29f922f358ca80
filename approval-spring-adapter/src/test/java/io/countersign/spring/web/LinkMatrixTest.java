package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.host.People;
import io.countersign.identity.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every call about links, by everybody who might make it, and from where it might be made. */
class LinkMatrixTest extends ApiTest {
    private static final String LINKS = "/approval/api/{workspace}/links";

    /** One call, which for {@code {id}} takes a link's id. */
    private record Call(
            String method, String path, @Nullable Map<String, Object> body, int answer) {
        Http.Answer by(Http caller, String workspace, String link) {
            String address = path.replace("{workspace}", workspace).replace("{id}", link);
            return body == null ? caller.send(method, address, null, null) : caller.post(address, body);
        }
    }

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void every_call_that_there_is_is_tried() {
        Set<String> served = new TreeSet<>();
        requestMappingHandlerMapping
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .map(path -> path.replaceFirst("\\{workspace:[^}]+}", "{workspace}"))
                        .filter(path -> path.startsWith(LINKS))
                        .forEach(path ->
                                mapping.getMethodsCondition().getMethods().forEach(m -> served.add(m + " " + path))));
        assertThat(calls("any"))
                .extracting(call -> call.method() + " " + call.path())
                .hasSameElementsAs(served);
    }

    @Test
    void S_9_each_call_needs_the_permission_and_no_other_will_do() {
        String approver = approver("Permitted");
        for (Call call : calls(approver)) {
            for (Permission permission : Permission.values()) {
                String link = link(approver).text("id");
                Http.Answer before = maya.get(ACME + "/links/" + link);
                Http.Answer answer = call.by(nobody.as(People.only(permission)), "acme", link);
                if (permission == Permission.LINK_MANAGE) {
                    assertThat(answer.status())
                            .as("%s: %s", call, answer.text())
                            .isEqualTo(call.answer());
                    continue;
                }
                // Who may not even read is not told that the workspace is there.
                if (permission == Permission.ADVOCACY_SHARE) assertProblem(answer, 404, "not-found");
                else assertProblem(answer, 403, "not-permitted");
                assertThat(answer.text()).doesNotContain("Permitted");
                assertThat(maya.get(ACME + "/links/" + link).text()).isEqualTo(before.text());
            }
        }
    }

    @Test
    void S_9_from_nowhere_from_another_workspace_and_from_a_link_nothing_is_done_or_told() {
        String approver = approver("Neighbour");
        Http.Answer made = link(approver);
        String link = made.text("id");
        Http.Answer before = maya.get(ACME + "/links/" + link);
        Http gina = nobody.as("gina");
        for (Call call : calls(approver)) {
            assertProblem(call.by(nobody, "acme", link), 401, "not-authenticated");
            assertProblem(call.by(unlocked(made), "acme", link), 401, "not-authenticated");
            assertProblem(call.by(gina, "acme", link), 404, "not-found");
            assertProblem(call.by(nobody.as("stranger"), "acme", link), 404, "not-found");
            Http.Answer elsewhere = call.by(gina, "globex", link);
            if (call.path().contains("{id}")) assertProblem(elsewhere, 404, "not-found");
            else if (call.body() != null) assertThat(fields(elsewhere)).containsExactly("approverId");
            else assertThat(elsewhere.text()).doesNotContain(link);
        }
        assertThat(maya.get(ACME + "/links/" + link).json())
                .usingRecursiveComparison()
                .ignoringFields("uses", "lastUsedAt")
                .isEqualTo(before.json());
        assertThat(maya.get(ACME + "/links?approver=" + approver).list("items")).hasSize(1);
    }

    private static List<Call> calls(String approver) {
        List<Call> calls = new ArrayList<>();
        calls.add(new Call("POST", LINKS, Map.of("approverId", approver), 201));
        calls.add(new Call("GET", LINKS, null, 200));
        calls.add(new Call("GET", LINKS + "/counts", null, 200));
        calls.add(new Call("GET", LINKS + "/{id}", null, 200));
        calls.add(new Call("POST", LINKS + "/{id}/extend", Map.of("by", "P7D"), 200));
        calls.add(new Call("POST", LINKS + "/{id}/dismiss-renewal", Map.of(), 200));
        calls.add(new Call("POST", LINKS + "/{id}/regenerate", Map.of("password", PASSWORD), 201));
        calls.add(new Call("POST", LINKS + "/{id}/revoke", Map.of(), 200));
        return calls;
    }
}
