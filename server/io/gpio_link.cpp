#include "io/gpio_link.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <cerrno>
#include <cstring>

#include "io/descriptor.hpp"
#include "io/gpio_request.hpp"
#include "io/open_refusal.hpp"

namespace bowball::io {
namespace {

using boost::asio::posix::stream_descriptor;

const OpenAdvice gpio_advice{"`bowball devices` lists the chips.",
                             "Add the user to the group gpio, and install config/system/60-bowball.rules."};

/// Lines of the request that somebody uses, with the name by which that one asked for them.
std::string who_uses(int chip, const gpio_v2_line_request& request) {
    std::string users;
    for (std::uint32_t i = 0; i < request.num_lines; ++i) {
        gpio_v2_line_info info{};
        info.offset = request.offsets[i];
        if (::ioctl(chip, GPIO_V2_GET_LINEINFO_IOCTL, &info) != 0 || (info.flags & GPIO_V2_LINE_FLAG_USED) == 0) continue;
        const std::string name{info.consumer, ::strnlen(info.consumer, sizeof info.consumer)};
        users += (users.empty() ? "line " : ", line ") + std::to_string(info.offset) + " by " + (name.empty() ? "somebody without a name" : "\"" + name + "\"");
    }
    return users;
}

Result<Descriptor> ask(int chip, gpio_v2_line_request request, const LinkSpec& spec) {
    if (::ioctl(chip, GPIO_V2_GET_LINE_IOCTL, &request) == 0) return Descriptor{request.fd};
    const auto reason = errno;
    const auto refuse = [&](const std::string& why) { return Error{errc::io_failed, spec.path + ": " + why}; };
    if (reason == EBUSY) {
        const auto users = who_uses(chip, request);
        return refuse("in use already: " + (users.empty() ? std::string{"a line that nobody owns up to"} : users) + ". Close that program, or free the line in the device tree.");
    }
    if (spec.option("clock", "monotonic") == "hte" && (reason == EINVAL || reason == EOPNOTSUPP || reason == ENODEV)) return refuse("the chip has no hardware timestamp engine for these lines. Leave out clock=hte.");
    if (reason == ENOTTY || reason == EINVAL) return refuse("the kernel does not take the request: it needs Linux 5.10 or later, and a chip that can do what edge, bias and debounce_us ask for.");
    return refuse("the lines were refused: " + std::string{std::strerror(reason)} + ".");
}

class GpioLink final : public Link {
public:
    GpioLink(LinkSpec spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener)
        : spec_(std::move(spec)), context_(context), clock_(clock), listener_(listener), inputs_(context) {}
    ~GpioLink() override { close(); }

    void open() override {
        close();
        if (const auto opened = take_lines(); !opened) {
            close();
            return later([this, why = opened.error().text] { listener_.on_closed(why); });
        }
        later([this] {
            const std::weak_ptr alive{alive_};
            listener_.on_open(clock_.now());
            if (!alive.expired() && inputs_.is_open()) read();
        });
    }

    /// At once: the start's lights do not wait for other work.
    void write(std::string bytes) override {
        if (!outputs_.is_open()) return;
        auto values = levels_of(asked_, bytes);
        if (!values) return later([this, why = spec_.path + ": " + values.error().text] { listener_.on_trouble(why); });
        if (::ioctl(outputs_.get(), GPIO_V2_LINE_SET_VALUES_IOCTL, &*values) != 0) later([this, reason = errno] { fail(reason); });
    }

    void close() override {
        alive_ = std::make_shared<int>();
        boost::system::error_code ignored;
        inputs_.close(ignored);
        rest_outputs();
    }

private:
    Result<void> take_lines() {
        if (clock_.speed() != 1) return Error{errc::io_failed, spec_.path + ": the kernel's stamps do not run faster. GPIO lines are not for --speed; play a recording with replay://."};
        const Descriptor chip{::open(spec_.path.c_str(), O_RDWR | O_CLOEXEC)};
        if (!chip.is_open()) return open_refusal(spec_.path, errno, gpio_advice);
        gpiochip_info info{};
        if (::ioctl(chip.get(), GPIO_GET_CHIPINFO_IOCTL, &info) != 0) return Error{errc::io_failed, spec_.path + " is no GPIO chip. `bowball devices` lists those there are."};
        for (const auto* key : {"in", "out"}) {
            for (const auto line : spec_.lines(key)) {
                if (line >= info.lines) return Error{errc::io_failed, spec_.path + " has lines 0 to " + std::to_string(info.lines - 1) + ", and no line " + std::to_string(line) + "."};
            }
        }
        return take_lines_of(chip.get());
    }

    Result<void> take_lines_of(int chip) {
        if (!spec_.lines("out").empty()) {
            asked_ = request_outputs(spec_);
            auto taken = ask(chip, asked_, spec_);
            if (!taken) return taken.error();
            outputs_ = std::move(*taken);
        }
        if (spec_.lines("in").empty()) return {};
        auto taken = ask(chip, request_inputs(spec_), spec_);
        if (!taken) return taken.error();
        boost::system::error_code failed;
        inputs_.assign(taken->get(), failed);
        if (failed) return Error{errc::io_failed, spec_.path + ": " + failed.message() + "."};
        std::ignore = taken->release();
        return {};
    }

    /// Whole events, as many as there are and fit.
    void read() {
        inputs_.async_read_some(boost::asio::buffer(buffer_), [this, alive = std::weak_ptr{alive_}](const boost::system::error_code& failed, std::size_t count) {
            const auto at = clock_.now();
            if (alive.expired()) return;
            if (failed) return fail(failed.value());
            listener_.on_bytes(std::as_bytes(std::span{buffer_.data(), count}), at);
            if (!alive.expired()) read();
        });
    }

    void fail(int reason) {
        close();
        listener_.on_closed(spec_.path + ": the lines are gone (" + std::strerror(reason) + "). Check the board or adapter; they are opened again by themselves.");
    }

    /// A horn must not go on for ever: what the kernel does with a line that nobody holds depends on the chip.
    void rest_outputs() {
        if (!outputs_.is_open()) return;
        gpio_v2_line_values off{};
        off.mask = asked_.num_lines == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << asked_.num_lines) - 1;
        ::ioctl(outputs_.get(), GPIO_V2_LINE_SET_VALUES_IOCTL, &off);
        outputs_ = Descriptor{};
    }

    template <class Call>
    void later(Call call) {
        boost::asio::post(context_, [call = std::move(call), alive = std::weak_ptr{alive_}] {
            if (!alive.expired()) call();
        });
    }

    LinkSpec spec_;
    boost::asio::io_context& context_;
    Clock clock_;
    LinkListener& listener_;
    stream_descriptor inputs_;
    Descriptor outputs_;
    gpio_v2_line_request asked_{};
    std::array<char, 64 * sizeof(kernel::GpioEdge)> buffer_{};
    std::shared_ptr<int> alive_ = std::make_shared<int>();
};

}  // namespace

std::unique_ptr<Link> make_gpio_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener) {
    return std::make_unique<GpioLink>(spec, context, clock, listener);
}

}  // namespace bowball::io
