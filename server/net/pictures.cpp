#include "net/pictures.hpp"

#include <boost/asio/post.hpp>
#include <deque>
#include <filesystem>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "io/folder.hpp"

namespace bowball::net {

/// What was digested lately, so that a picture asked for in parts is not digested for each.
class Pictures::KnownDigests {
public:
    /// Absent where the file cannot be read, is too large or changes while it is read.
    std::optional<Digest> digest_of(const std::string& file, const FileIdentity& identity) {
        for (const auto& one : known_) {
            if (one.file == file && one.identity == identity) return one.digest;
        }
        const auto head = io::Folder::read_head(file);
        if (!head || identity_of(file, Change::must_stay) != identity) return std::nullopt;
        if (known_.size() == limits::digested_pictures) known_.pop_front();
        known_.push_back({file, identity, head->digest});
        return head->digest;
    }

private:
    struct Known {
        std::string file;
        FileIdentity identity;
        Digest digest;
    };
    std::deque<Known> known_;
};

namespace {

HttpAnswer not_the_one(const std::string& called) {
    auto answer = refusal({errc::corrupt, "The file of " + called + " is not the one that was read: it was changed since, as the digest in the journal shows. Look for a copy."});
    answer.status = 409;
    return answer;
}
HttpAnswer no_such_picture(const std::string& name) { return refusal({errc::not_found, "There is no picture \"" + printable(name, 64) + "\" that a race was read from."}); }

std::string picture_type_of(std::string_view file) { return to_lower(file).ends_with(".png") ? "image/png" : "image/jpeg"; }

/// On the shelf's thread.
FilePart open_picture(WantedPart wanted, const Digest& sha256, const std::string& folder, const std::string& name, Pictures::KnownDigests& known) {
    wanted.file = io::Folder::path_of(folder, name);
    const auto identity = identity_of(wanted.file, Change::must_stay);
    if (!identity) return refused(refusal({errc::not_found, "The file of " + wanted.called + " is no longer in the folder."}));
    const auto digest = known.digest_of(wanted.file, *identity);
    if (!digest) return refused(refusal({errc::io_failed, "The file of " + wanted.called + " cannot be read now. Try again."}));
    if (*digest != sha256) return refused(not_the_one(wanted.called));
    auto part = open_part(wanted);
    const auto is_same = part.total == 0 || part.identity == *identity;
    return is_same ? part : refused(not_the_one(wanted.called));
}

/// How much a refusal tells, where several folders refuse.
int weight_of(unsigned status) { return status == 409 ? 2 : status == 404 ? 0 : 1; }

/// The folders' answers: the first that brings the picture is sent, else the refusal that tells most, once all have refused. A
/// folder that hangs keeps no other from answering, and its shelf gives it up.
struct Question {
    Answer answer;
    std::size_t waiting = 0;
    std::optional<HttpAnswer> refused = {};

    void take(HttpAnswer found) {
        --waiting;
        if (!answer) return;
        if (found.status < 300 || found.status == 416) return std::exchange(answer, nullptr)(std::move(found));
        if (!refused || weight_of(found.status) > weight_of(refused->status)) refused = std::move(found);
        if (waiting == 0) std::exchange(answer, nullptr)(std::move(*refused));
    }
};

}  // namespace

Pictures::Pictures(boost::asio::io_context& context, PictureSource source, const std::shared_ptr<std::size_t>& taken) : context_(context), source_(std::move(source)) {
    for (const auto& path : source_.folders) folders_.push_back({path, std::make_unique<FileShelf>(context, taken, "The folder " + printable(path, 100)), std::make_shared<KnownDigests>()});
}

void Pictures::get(const std::string& name, const HttpRequest& request, Answer answer) {
    const auto sha256 = parse_digest(name);
    if (!sha256 || !source_.find) return answer(no_such_picture(name));
    source_.find(*sha256, [this, name, sha256 = *sha256, range = request.range, answer = std::move(answer)](Result<std::optional<std::string>> found) mutable {
        boost::asio::post(context_, [this, name, sha256, range, answer = std::move(answer), found = std::move(found)] {
            if (!found) return answer(refusal(found.error()));
            const auto& file = *found;
            if (!file || !io::Folder::is_plain(*file)) return answer(no_such_picture(name));
            if (folders_.empty()) return answer(refusal({errc::not_found, "No device of the configuration watches a folder of pictures: \"" + printable(*file, 100) + "\" cannot be shown."}));
            look_in_all(sha256, *file, range, answer);
        });
    });
}

void Pictures::look_in_all(const Digest& sha256, const std::string& file, const std::string& range, Answer answer) {
    const auto question = std::make_shared<Question>(Question{std::move(answer), folders_.size()});
    for (const auto& folder : folders_) {
        WantedPart wanted{"picture \"" + printable(file, 100) + "\"", {}, picture_type_of(file), range, Change::must_stay, "picture-" + to_hex(sha256).substr(0, 12) + (picture_type_of(file) == "image/png" ? ".png" : ".jpg")};
        const auto open = [wanted = std::move(wanted), sha256, path = folder.path, file, known = folder.known] { return open_picture(wanted, sha256, path, file, *known); };
        folder.shelf->get(open, [question](HttpAnswer found) { question->take(std::move(found)); });
    }
}

}  // namespace bowball::net
