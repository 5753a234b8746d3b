#include "io/folder_link.hpp"

#include <boost/asio/steady_timer.hpp>
#include <utility>

#include "io/folder.hpp"
#include "io/loose_worker.hpp"

namespace bowball::io {
namespace {

/// The folder is looked through this often. Looking works on network shares too, where change notices do not arrive.
constexpr auto rhythm = std::chrono::milliseconds{200};
/// What is local answers in a millisecond, a share within a second. A large picture over a slow network takes longer than this: it is
/// said then that nothing is heard, and taken when it has come.
constexpr auto patience = std::chrono::seconds{10};

/// A share whose server is gone hangs for minutes. So the looking is done on a thread of its own, and only what was found
/// comes to the loop that stamps. The end of the link waits for none that hangs; while one does the link is closed, and no second
/// look is begun.
class FolderLink final : public Link {
public:
    FolderLink(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener)
        : clock_(clock), listener_(listener), path_(spec.path), timer_(context), patience_(context),
          folder_(std::make_shared<Folder>(spec.path, spec.option("pattern", "*"), std::chrono::milliseconds{spec.number("rest_ms", 500)}, spec.digested)), worker_(context) {}
    ~FolderLink() override { close(); }

    void open() override {
        is_wanted_ = true;
        if (is_looking_) be_patient();
        else wait(std::chrono::milliseconds{0});
    }
    void write(std::string) override {}
    void close() override {
        is_wanted_ = false;
        alive_ = std::make_shared<int>();
        timer_.cancel();
        patience_.cancel();
    }

private:
    void wait(std::chrono::milliseconds span) {
        timer_.expires_after(span);
        timer_.async_wait([this, alive = std::weak_ptr{alive_}](const boost::system::error_code& stopped) {
            if (!stopped && !alive.expired()) look();
        });
    }

    void look() {
        if (late_) return deliver(*std::exchange(late_, nullptr));
        is_looking_ = true;
        const auto found = std::make_shared<Folder::Found>();
        worker_.ask([folder = folder_, found] { *found = folder->look(rhythm); }, [this, found] { arrive(found); });
        be_patient();
    }

    void be_patient() {
        patience_.expires_after(patience);
        patience_.async_wait([this, alive = std::weak_ptr{alive_}](const boost::system::error_code& stopped) {
            if (stopped || alive.expired() || !is_looking_) return;
            is_wanted_ = is_open_ = false;
            listener_.on_closed(path_ + ": the folder has not answered for " + std::to_string(patience.count()) + " s. Check the share that it is on, and its computer.");
        });
    }

    /// What was found is found once: if nobody listens now it is kept for who opens the link again.
    void arrive(const std::shared_ptr<Folder::Found>& found) {
        is_looking_ = false;
        patience_.cancel();
        if (is_wanted_) deliver(*found);
        else late_ = found;
    }

    void deliver(const Folder::Found& found) {
        const auto alive = std::weak_ptr{alive_};
        const auto readable = found.failure.empty();
        if (readable && !is_open_) listener_.on_open(clock_.now());
        is_open_ = readable;
        if (readable) listener_.on_answer(clock_.now());
        for (const auto& trouble : found.troubles) {
            if (!alive.expired()) listener_.on_trouble(trouble);
        }
        for (const auto& file : found.files) {
            if (alive.expired()) return;
            const auto bytes = std::as_bytes(std::span{file.content});
            if (file.is_head) listener_.on_head(file.name, {bytes, file.size, file.digest}, clock_.now());
            else listener_.on_file(file.name, bytes, clock_.now());
        }
        if (alive.expired()) return;
        if (readable) return wait(rhythm);
        is_wanted_ = false;
        listener_.on_closed(found.failure);
    }

    Clock clock_;
    LinkListener& listener_;
    std::string path_;
    boost::asio::steady_timer timer_;
    boost::asio::steady_timer patience_;
    std::shared_ptr<Folder> folder_;          ///< the worker's own
    std::shared_ptr<Folder::Found> late_;     ///< came when the link had been closed for it
    bool is_wanted_ = false;                  ///< opened, and nothing was said of its end since
    bool is_looking_ = false;
    bool is_open_ = false;
    std::shared_ptr<int> alive_ = std::make_shared<int>();
    LooseWorker worker_;
};

}  // namespace

std::unique_ptr<Link> make_folder_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener) {
    return std::make_unique<FolderLink>(spec, context, clock, listener);
}

}  // namespace bowball::io
