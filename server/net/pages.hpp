// The pages: every file of a folder, read once at start. A path is looked up in a table, never on the disk, so no path
// can lead anywhere else.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "net/http.hpp"

namespace bowball::net {

class Pages {
public:
    /// Reads the folder. An absent or empty folder gives one page that says so. `others`: addresses of servers that pages may speak with too.
    Pages(const std::string& folder, const std::vector<std::string>& others);
    /// The file for a path ("/", "/console", "/assets/x.js"), or 404.
    /// `head` is put into the head of the page if it is one for people to link to (may_have_preview); empty: the page as it is.
    [[nodiscard]] HttpAnswer find(const HttpRequest& request, const std::string& head = {}) const;
    /// Whether the path is of a page whose links are shown with a preview.
    [[nodiscard]] static bool may_have_preview(const std::string& path) { return path == "/results" || path == "/results.html"; }
    [[nodiscard]] std::size_t size() const { return files_.size(); }

private:
    struct File {
        std::string content;
        std::string gzip;         ///< compressed once, at start; empty where that gains nothing
        std::string type;
        std::string etag;
        bool hashed_name = false;
    };
    /// The page with lines put in at this place of its head.
    [[nodiscard]] static File with_head(const File& page, std::size_t at, const std::string& head);

    std::string others_;   ///< of the policy
    std::map<std::string, File> files_;
};

}  // namespace bowball::net
