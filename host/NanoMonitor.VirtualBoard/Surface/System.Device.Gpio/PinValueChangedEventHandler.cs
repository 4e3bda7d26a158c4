namespace System.Device.Gpio;

/// <summary>Called when the level of an open pin changes.</summary>
public delegate void PinValueChangedEventHandler(object sender, PinValueChangedEventArgs e);
