// The pages: every file of a folder, read once at start. A path is looked up in a table, never on the disk, so no path
// can lead anywhere else.
#pragma once
#include <map>
#include <string>

#include "net/http.hpp"

namespace bowball::net {

class Pages {
public:
    /// Reads the folder. An absent or empty folder gives one page that says so.
    explicit Pages(const std::string& folder);
    /// The file for a path ("/", "/console", "/assets/x.js"), or 404.
    [[nodiscard]] HttpAnswer find(const HttpRequest& request) const;
    [[nodiscard]] std::size_t size() const { return files_.size(); }

private:
    struct File {
        std::string content;
        std::string gzip;         ///< compressed once, at start; empty where that gains nothing
        std::string type;
        std::string etag;
        bool hashed_name = false;
    };
    std::map<std::string, File> files_;
};

}  // namespace bowball::net
