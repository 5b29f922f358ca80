package io.countersign.demo;

import io.countersign.canonical.Digest;
import io.countersign.content.Media;
import io.countersign.content.MediaResolver;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.PostForm;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The pictures that the demo serves itself: which bytes they are, so that an approval is of these, and what they show. */
@Component
final class SampleMedia implements MediaResolver {
    private static final Pattern NAME = Pattern.compile("[a-z-]+\\.png");

    private final String folder;
    private final Properties altTexts = new Properties();

    SampleMedia(@Value("${approval.web.base-url}") String baseUrl) throws IOException {
        folder = baseUrl + "/demo-media/";
        try (Reader texts = new InputStreamReader(
                new ClassPathResource("demo/alt-texts.properties").getInputStream(), StandardCharsets.UTF_8)) {
            altTexts.load(texts);
        }
    }

    @Override
    public Optional<Digest> resolve(WorkspaceId workspace, Media media) {
        return name(media.url())
                .map(name -> new ClassPathResource("static/demo-media/" + name))
                .filter(ClassPathResource::exists)
                .map(SampleMedia::digest);
    }

    /** The form with a text for each of our pictures. */
    PostForm described(PostForm form) {
        return form.withMedia(form.media().stream().map(this::described).toList());
    }

    private Media described(Media medium) {
        @Nullable String text = name(medium.url()).map(altTexts::getProperty).orElse(medium.altText());
        return new Media(medium.url(), medium.type(), text, medium.sha256());
    }

    private Optional<String> name(String url) {
        if (!url.startsWith(folder)) return Optional.empty();
        return Optional.of(url.substring(folder.length()))
                .filter(name -> NAME.matcher(name).matches());
    }

    private static Digest digest(ClassPathResource picture) {
        try (InputStream bytes = picture.getInputStream()) {
            return Digest.of(bytes.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
