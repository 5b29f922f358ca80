package io.countersign.spring.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** The page's static files. */
@Controller
@RequestMapping("/review/assets")
public class AssetsPageController {
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final PageAssets assets;

    AssetsPageController(PageAssets assets) {
        this.assets = assets;
    }

    /** One file, by the name that holds its hash. */
    @GetMapping("/{name}")
    public ResponseEntity<byte[]> asset(
            @PathVariable("name") String name, HttpServletRequest request, HttpServletResponse response) {
        PageAssets.Asset asset = assets.find(name);
        if (asset == null) return ResponseEntity.notFound().build();
        // In place of what every other answer says; an entity's header would stand beside it.
        response.setHeader(HttpHeaders.CACHE_CONTROL, FOR_EVER);
        ResponseEntity.BodyBuilder found = ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, asset.contentType())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return Gzip.isAccepted(request)
                ? found.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(asset.gzipped())
                : found.body(asset.bytes());
    }
}
