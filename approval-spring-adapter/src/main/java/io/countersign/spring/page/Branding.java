package io.countersign.spring.page;

import io.countersign.spring.ApprovalProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * What the host made of the page's looks. Files of the host are served by the page itself, under the hash of their bytes; a
 * picture of another host is loaded only after unlock (S-46), and only from where posts may show pictures too.
 */
final class Branding {
    private static final Logger LOG = LoggerFactory.getLogger(Branding.class);
    private static final long LARGEST = 512 << 10;
    private static final Set<String> PICTURES = Set.of("svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "ico");

    private final ApprovalProperties.Page page;
    private final ResourceLoader files;
    private final MediaHosts hosts;
    private final String at;
    private final List<PageAssets.Asset> served = new ArrayList<>();
    private final PageAssets assets;
    private final Brand open;
    private final Brand closed;

    /** @param hosts from which pictures may be loaded */
    Branding(ApprovalProperties.Page page, ResourceLoader files, MediaHosts hosts, PageAddress address) {
        this.page = page;
        this.files = files;
        this.hosts = hosts;
        this.at = address.pages() + "/assets/";
        Palette light = Palette.light(page.colors());
        Palette dark = Palette.dark(page.darkColors(), page.colors());
        light.warnings().forEach(LOG::warn);
        dark.warnings().forEach(LOG::warn);
        String logo = picture("logo", page.logo());
        String darkLogo = picture("dark-logo", page.darkLogo());
        PageAssets.Asset icon = page.icon() == null ? PageAssets.own("icon.svg") : file("icon", page.icon(), PICTURES);
        String stylesheet =
                page.stylesheet() == null ? null : url(file("stylesheet", page.stylesheet(), Set.of("css")));
        served.add(PageAssets.own("review.css").and(Palette.css(light, dark)));
        served.add(PageAssets.own("review.js"));
        if (page.icon() == null) served.add(icon);
        this.assets = new PageAssets(served);
        this.open = new Brand(
                page.name() == null ? "" : page.name(),
                logo,
                darkLogo,
                url(icon),
                icon.contentType(),
                stylesheet,
                page.imprintUrl(),
                page.privacyUrl(),
                light.background().css(),
                dark.background().css());
        this.closed = withoutForeign(open);
    }

    /** All static files, the host's among them. */
    PageAssets assets() {
        return assets;
    }

    /**
     * As a reader of this language sees it.
     *
     * @param unlocked whether pictures of other hosts may be loaded
     */
    Brand brand(PageTexts texts, boolean unlocked) {
        Brand brand = unlocked ? open : closed;
        return brand.name().isEmpty() ? brand.named(texts.get("brand")) : brand;
    }

    private static Brand withoutForeign(Brand brand) {
        boolean foreign = brand.logo() != null && brand.logo().startsWith("https:");
        boolean foreignDark = brand.darkLogo() != null && brand.darkLogo().startsWith("https:");
        return brand.showing(foreign ? null : brand.logo(), foreignDark ? null : brand.darkLogo());
    }

    private @Nullable String picture(String property, @Nullable String location) {
        if (location == null) return null;
        if (!location.startsWith("https:")) return url(file(property, location, PICTURES));
        if (!hosts.allows(location))
            throw new IllegalArgumentException(
                    "approval.page.%s is %s, and pictures are not loaded from there: add its origin to approval.web.media-hosts, or give a file such as classpath:/logo.svg"
                            .formatted(property, location));
        return location;
    }

    private String url(PageAssets.Asset asset) {
        return at + asset.hashedName();
    }

    private PageAssets.Asset file(String property, String location, Set<String> kinds) {
        String kind = location.substring(location.lastIndexOf('.') + 1);
        if (!kinds.contains(kind))
            throw new IllegalArgumentException(
                    "approval.page.%s is %s, and must end with one of %s".formatted(property, location, kinds));
        Resource resource = files.getResource(location);
        try {
            if (!resource.isReadable() || resource.contentLength() > LARGEST)
                throw new IllegalArgumentException(
                        "approval.page.%s is %s, which cannot be read or is larger than %d KiB"
                                .formatted(property, location, LARGEST >> 10));
            PageAssets.Asset asset = PageAssets.Asset.of(
                    property + "." + kind, resource.getInputStream().readAllBytes());
            served.add(asset);
            return asset;
        } catch (IOException broken) {
            throw new UncheckedIOException(
                    "approval.page.%s is %s, which cannot be read".formatted(property, location), broken);
        }
    }
}
