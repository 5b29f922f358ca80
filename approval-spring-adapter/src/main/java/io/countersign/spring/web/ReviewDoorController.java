package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.ReviewSession;
import io.countersign.UnlockForm;
import io.countersign.Unlocked;
import io.countersign.canonical.JsonBody;
import io.countersign.canonical.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The way in and out for people with a link. */
@RestController
@RequestMapping(ApiPaths.REVIEW)
final class ReviewDoorController {
    private static final Map<String, String> REQUESTED =
            Map.of("message", "If this was a link of ours, whoever sent it to you has been asked for a new one.");

    private final Approvals approvals;
    private final Origins origins;
    private final ClientKey source;

    ReviewDoorController(Approvals approvals, Origins origins, ClientKey source) {
        this.approvals = approvals;
        this.origins = origins;
        this.source = source;
    }

    @PostMapping("/unlock")
    ResponseEntity<byte[]> unlock(HttpServletRequest request, @Limit(Limit.REVIEW) Body body) {
        origins.refuseForeign(request);
        JsonBody json = body.json();
        String token = json.need("token", String.class);
        Secret password = json.need("password", Secret.class);
        Secret device = json.take("device", Secret.class);
        json.end();
        Unlocked unlocked = approvals
                .sessions()
                .unlock(UnlockForm.of(token, password)
                        .by(device == null ? DeviceCookie.of(request, token) : device)
                        .from(source.of(request))
                        .in(RequestIds.of(request))
                        .once(Commands.secretly(body)));
        HttpHeaders headers = new HttpHeaders();
        headers.add(HttpHeaders.SET_COOKIE, SessionCookie.set(unlocked.session().token()));
        headers.add(HttpHeaders.SET_COOKIE, DeviceCookie.set(unlocked));
        return Reply.ok(json(unlocked)).entity(headers);
    }

    @PostMapping("/lock")
    ResponseEntity<byte[]> lock(ReviewSession session, @Limit(Limit.REVIEW) Body body) {
        body.end();
        approvals.sessions().lock(session);
        HttpHeaders headers = new HttpHeaders();
        headers.add(HttpHeaders.SET_COOKIE, SessionCookie.removed());
        // Not "cookies": those of the host, which shares this origin, are not ours to end.
        headers.add("Clear-Site-Data", "\"cache\", \"storage\"");
        return Reply.nothing().entity(headers);
    }

    @PostMapping("/request-link")
    ResponseEntity<byte[]> requestLink(HttpServletRequest request, @Limit(Limit.REVIEW) Body body) {
        origins.refuseForeign(request);
        JsonBody json = body.json();
        String token = json.need("token", String.class);
        json.end();
        approvals.sessions().requestRenewal(token, source.of(request), RequestIds.of(request));
        return new Reply(202, REQUESTED).entity();
    }

    private Map<String, Object> json(Unlocked unlocked) {
        ReviewSession session = unlocked.session();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("session", session.token().secret().reveal());
        json.put("expiresAt", session.endsAt(approvals.sessions().limits()));
        json.put("approver", Map.of("name", session.approver().nameOrId()));
        json.put("workspace", session.link().workspace());
        json.put("device", unlocked.device().reveal());
        return json;
    }
}
