#include "io/folder_link.hpp"

#include <boost/asio/steady_timer.hpp>

#include "io/folder.hpp"
#include "io/loose_worker.hpp"

namespace bowball::io {
namespace {

/// The folder is looked through this often. Looking works on network shares too, where change notices do not arrive.
constexpr auto rhythm = std::chrono::milliseconds{200};

/// A share whose server is gone hangs for minutes. So the looking is done on a thread of its own, and only what was found
/// comes to the loop that stamps. The end of the link waits for none that hangs.
class FolderLink final : public Link {
public:
    FolderLink(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener)
        : clock_(clock), listener_(listener), timer_(context),
          folder_(std::make_shared<Folder>(spec.path, spec.option("pattern", "*"), std::chrono::milliseconds{spec.number("rest_ms", 500)}, spec.digested)), worker_(context) {}
    ~FolderLink() override { close(); }

    void open() override { wait(std::chrono::milliseconds{0}); }
    void write(std::string) override {}
    void close() override {
        alive_ = std::make_shared<int>();
        timer_.cancel();
    }

private:
    void wait(std::chrono::milliseconds span) {
        timer_.expires_after(span);
        timer_.async_wait([this, alive = std::weak_ptr{alive_}](const boost::system::error_code& stopped) {
            if (!stopped && !alive.expired()) look();
        });
    }

    void look() {
        const auto found = std::make_shared<Folder::Found>();
        worker_.ask([folder = folder_, found] { *found = folder->look(rhythm); },
                    [this, found, alive = std::weak_ptr{alive_}] {
                        if (!alive.expired()) deliver(*found);
                    });
    }

    void deliver(const Folder::Found& found) {
        const auto alive = std::weak_ptr{alive_};
        const auto readable = found.failure.empty();
        if (readable && !is_open_) listener_.on_open(clock_.now());
        is_open_ = readable;
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
        if (readable) wait(rhythm);
        else listener_.on_closed(found.failure);
    }

    Clock clock_;
    LinkListener& listener_;
    boost::asio::steady_timer timer_;
    std::shared_ptr<Folder> folder_;          ///< the worker's own
    bool is_open_ = false;
    std::shared_ptr<int> alive_ = std::make_shared<int>();
    LooseWorker worker_;
};

}  // namespace

std::unique_ptr<Link> make_folder_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener) {
    return std::make_unique<FolderLink>(spec, context, clock, listener);
}

}  // namespace bowball::io
