package io.countersign.demo;

import io.countersign.canonical.Json;
import io.countersign.identity.ApproverId;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.PostForm;
import io.countersign.routing.RoutingPolicy;
import io.countersign.spring.calendar.ContentCalendar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** What the demo brings along: a content calendar and a routing policy. */
@Component
final class SampleContent {
    private final String baseUrl;
    private final SampleMedia media;

    SampleContent(@Value("${approval.web.base-url}") String baseUrl, SampleMedia media) {
        this.baseUrl = baseUrl;
        this.media = media;
    }

    /** The posts of the calendar, the first of them within a week from now. */
    List<PostForm> posts(Instant now) {
        List<PostForm> forms = calendar();
        CalendarShift shift = CalendarShift.intoComingWeek(forms, now);
        return forms.stream().map(shift::of).map(media::described).toList();
    }

    /** Who must see what, in a workspace with this external approver. */
    RoutingPolicy policy(ApproverId client) {
        String json =
                text("demo/routing-policy.json").replace("{{client}}", new ReviewerRef.Approver(client).toString());
        return Json.body(json.getBytes(StandardCharsets.UTF_8)).as(RoutingPolicy.class);
    }

    private List<PostForm> calendar() {
        byte[] csv =
                text("demo/content-calendar.csv").replace("{{base}}", baseUrl).getBytes(StandardCharsets.UTF_8);
        try {
            return ContentCalendar.read(new ByteArrayInputStream(csv)).stream()
                    .map(ContentCalendar.Row::needForm)
                    .toList();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String text(String path) {
        try (InputStream in = new ClassPathResource(path).getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
