// Photo-finish pictures as officials get them: by the digest that the journal keeps of the file, out of the folders that devices
// watch. A file is served only while it is the one that was read. No request can name a file: the name comes from the journal.
#pragma once
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/digest.hpp"
#include "net/file_shelf.hpp"
#include "net/http.hpp"

namespace bowball::net {

struct PictureSource {
    std::vector<std::string> folders;   ///< that devices watch for pictures
    /// Finds the name of a picture's file in the race. `reply` may be called on any thread; with nothing where there is no such
    /// picture. May be empty: then there are none.
    std::function<void(const Digest&, std::function<void(Result<std::optional<std::string>>)> reply)> find;
};

class Pictures {
public:
    class KnownDigests;

    /// `taken`: answers of all shelves there are.
    Pictures(boost::asio::io_context& context, PictureSource source, const std::shared_ptr<std::size_t>& taken);

    /// The picture whose SHA-256 is `name`, or a part of it. Refuses with errc::not_found where no race has it or no folder, and
    /// with 409 where the file was changed since it was read.
    void get(const std::string& name, const HttpRequest& request, Answer answer);

private:
    struct Folder {
        std::string path;
        std::unique_ptr<FileShelf> shelf;
        std::shared_ptr<KnownDigests> known;   ///< the shelf's thread's own
    };
    void look_in_all(const Digest& sha256, const std::string& file, const std::string& range, Answer answer);

    boost::asio::io_context& context_;
    PictureSource source_;
    std::vector<Folder> folders_;
};

}  // namespace bowball::net
