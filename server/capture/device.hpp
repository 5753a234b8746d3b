// The life of one configured device: its link is opened, lost and opened again for ever; its driver decodes; what comes
// of it goes out as observations. "Live" means that something was understood lately, not that a cable is plugged in.
#pragma once
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <spdlog/logger.h>

#include "capture/driver.hpp"
#include "capture/lateness.hpp"
#include "capture/recorder.hpp"
#include "io/link.hpp"

namespace bowball::capture {

struct DeviceOptions {
    std::string name;
    std::string driver;
    std::string link;
    Settings settings;     ///< overrides of the driver's defaults
    bool record = true;
};

/// The driver's spec by name. Fails with errc::not_found; the text lists the drivers there are.
[[nodiscard]] Result<const DriverSpec*> find_driver(std::string_view name);
/// What a recording is played with: nobody is there who could answer a driver.
[[nodiscard]] Settings settings_to_play(const DriverSpec& spec);
/// Defaults of the spec with the overrides in their places. Fails with errc::bad_input on a setting it does not have.
[[nodiscard]] Result<Settings> complete_settings(const DriverSpec& spec, const Settings& overrides);

class Device final : private io::LinkListener, private DriverOutput {
public:
    using Sink = std::function<void(Observation)>;

    /// Checks driver, settings and link. Fails with errc::bad_input or errc::not_found.
    [[nodiscard]] static Result<std::unique_ptr<Device>> make(DeviceOptions options, boost::asio::io_context& context, const io::Clock& clock, Sink sink,
                                                              Recorder* recorder, std::shared_ptr<spdlog::logger> log);
    ~Device() override;

    void start();
    void stop();
    /// True if the device was there and its driver sent something. An order that says how things shall stand, not a start, is
    /// kept and given to a device that comes back.
    bool order(const OutputOrder& order);
    /// What the driver reported before it drew this mark is in the journal.
    void committed(std::uint64_t mark);
    /// Why its bytes are not written into its recording; empty: they are.
    void note_recording(std::string trouble);
    [[nodiscard]] bool has_outputs() const { return spec_.has_outputs && driver_->has_outputs(); }
    [[nodiscard]] const std::string& name() const { return options_.name; }

private:
    Device(DeviceOptions options, const DriverSpec& spec, Settings settings, io::LinkSpec link, boost::asio::io_context& context, const io::Clock& clock,
           Sink sink, Recorder* recorder, std::shared_ptr<spdlog::logger> log);

    // LinkListener
    void on_open(HostTime at) override;
    void on_bytes(std::span<const std::byte> bytes, HostTime at) override;
    void on_datagram(std::span<const std::byte> bytes, HostTime at) override;
    void on_file(std::string_view name, std::span<const std::byte> content, HostTime at) override;
    void on_head(std::string_view name, const FileHead& file, HostTime at) override;
    void on_answer(HostTime at) override;
    void on_trouble(std::string why) override;
    void on_closed(std::string why) override;
    // DriverOutput
    void impulse(RawImpulse impulse) override;
    void trace(RawTrace trace) override;
    void clock_sample(ClockSample sample) override;
    void clock_restarted(std::string why) override;
    void impulses_missed(std::uint32_t count, std::string why) override;
    void result(RawResult result) override;
    void alive() override;
    void skipped(std::size_t bytes, std::string why) override;
    void send(std::string_view bytes) override;
    void rhythm(Duration longest) override { rhythm_ = longest; }
    void condition(Condition condition) override;
    [[nodiscard]] std::uint64_t mark() override;

    [[nodiscard]] bool is_connected() const;
    bool give(const OutputOrder& order);
    [[nodiscard]] HostTime forward(HostTime at);
    void note_bytes(std::span<const std::byte> bytes, HostTime at);
    void guarded(const std::function<void()>& call);
    void emit(Report report);
    void understood();
    [[nodiscard]] std::string working_text() const;
    void tick();
    void judge_silence(HostTime at);
    void note_absence(HostTime from, HostTime until);
    void judge_quiet(HostTime at);
    void set_state(LinkState state, std::string text);
    void report_status();
    void record(char direction, std::string_view bytes);

    DeviceOptions options_;
    const DriverSpec& spec_;
    Settings settings_;
    io::Clock clock_;
    Sink sink_;
    Recorder* recorder_;
    std::shared_ptr<spdlog::logger> log_;
    std::unique_ptr<Driver> driver_;
    Arrival arrival_;
    std::unique_ptr<io::Link> link_;
    boost::asio::steady_timer tick_timer_;
    boost::asio::steady_timer reopen_timer_;
    Duration reopen_wait_;
    DeviceStatus status_;
    Duration rhythm_;          ///< nothing understood for so long means silent; zero: it speaks only when something happens
    Condition condition_;      ///< what the device says of itself
    std::uint64_t marks_ = 0;  ///< drawn by the driver, and by those before it that failed
    bool status_changed_ = false;
    HostTime status_sent_;
    std::optional<HostTime> tick_due_;
    Lateness lateness_;
    HostTime opened_;
    HostTime received_;        ///< of the bytes that are being decoded
    HostTime skipped_at_{};     ///< bytes that nobody understood came last
    bool is_garbled_ = false;   ///< silent because of these, and not away
    HostTime answered_{};       ///< a folder that was looked through and had nothing new
    std::optional<HostTime> away_from_;   ///< the newest of what came before it was lost
    HostTime newest_;          ///< that the driver was told
    std::uint64_t bytes_when_heard_ = 0;    ///< received when something was last understood
    std::optional<OutputOrder> standing_;   ///< how the start equipment shall stand
    std::uint64_t sent_ = 0;                ///< pieces
    std::uint64_t driver_failures_ = 0;
    bool stopped_ = false;
};

}  // namespace bowball::capture
